package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.OpenConnections.Gaps;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;

/// Revoking says what it closed.
class RevocationReceiptTest {
    private final RunningWeb web = RunningWeb.start();
    private final AtomicReference<OpenConnections.Receipt> receipt =
            new AtomicReference<>(new OpenConnections.Receipt(1, 3, Duration.ofMillis(380), Gaps.NONE));
    private final AtomicReference<Optional<AppPasswordId>> closed = new AtomicReference<>(Optional.empty());

    @BeforeEach
    void connect() {
        web.connect((account, appPassword) -> {
            closed.set(appPassword);
            return receipt.get();
        });
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private String revoke(Guest guest) {
        var made = web.organisation.issue(guest.account(), Scope.mail()).made();
        var path = "/app-passwords/" + made.id() + "/revoke";
        var location = guest.browser().open(path).location();
        assertThat(closed.get()).contains(made.id());
        return guest.browser().get(location).page();
    }

    @Test
    void thePageAndTheAuditLogHoldTheReceipt() {
        var guest = web.inside("eleni", Account.Role.PERSON);

        assertThat(revoke(guest)).contains("The app password is revoked.", "3 connections closed in 0.4 s.");

        var entry = web.organisation
                .store
                .transact(books -> AuditLog.in(books).about(guest.id(), 1))
                .getFirst()
                .event();
        assertThat(entry.kind()).isEqualTo(AuditKind.CONNECTIONS_CLOSED);
        assertThat(entry.details()).containsEntry("closed", "3").containsEntry("milliseconds", "380");
    }

    @Test
    void aServerThatWasNotReachedIsNamed() {
        receipt.set(new OpenConnections.Receipt(
                2, 0, Duration.ofSeconds(2), new Gaps(List.of("dovecot-2"), List.of(), List.of())));

        assertThat(revoke(web.inside("eleni", Account.Role.PERSON)))
                .contains("Not reached: dovecot-2.")
                .doesNotContain("No connection was open");
    }

    @Test
    void whereNobodyCountedThePageDoesNotSayThatThereWasNothing() {
        receipt.set(new OpenConnections.Receipt(
                2, 0, Duration.ofSeconds(2), new Gaps(List.of(), List.of("dovecot-1"), List.of("dovecot-2"))));

        assertThat(revoke(web.inside("eleni", Account.Role.PERSON)))
                .contains("What was open at dovecot-1 is closed", "Left open: dovecot-2.")
                .doesNotContain("No connection was open");
    }

    @Test
    void withoutConnectedServersNothingIsSaidOfConnections() {
        receipt.set(OpenConnections.Receipt.NONE);

        assertThat(revoke(web.inside("eleni", Account.Role.PERSON)))
                .contains("The app password is revoked.")
                .doesNotContain("onnection");
    }

    @Test
    void anOlderReceiptIsNotShownAgain() {
        var guest = web.inside("eleni", Account.Role.PERSON);
        revoke(guest);
        web.organisation.clock.forward(Duration.ofMinutes(2));

        assertThat(guest.browser().get("/account?done=revoked").page()).doesNotContain("closed in");
    }

    @Test
    void disablingSomebodyClosesWhatTheyHaveOpen() {
        var eleni = web.inside("eleni", Account.Role.PERSON);
        var maria = web.inside("maria", Account.Role.ADMIN).browser();
        closed.set(Optional.of(AppPasswordId.fresh()));

        maria.open("/admin/people/" + eleni.id() + "/disable", "why", "They left");

        assertThat(closed.get()).isEmpty();
    }
}
