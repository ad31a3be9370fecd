package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.verify.Rejection;

/// The list of one's own sign-ins.
class SignInsPageTest {
    private static final Pattern EARLIER = Pattern.compile("href=\"(/account/sign-ins\\?before=[0-9]+)\"");

    private final RunningWeb web = RunningWeb.start();

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void whoeverHasThePasswordOnlyIsNotCalledLetIn() {
        var eleni = web.inside("eleni", Account.Role.PERSON);
        web.browser().signIn("eleni");

        assertThat(eleni.browser().get("/account/sign-ins").page())
                .contains("Code asked for", "The password was right, and a code was asked for.");
    }

    @Test
    void theSameInGreek() {
        var eleni = web.inside("eleni", Account.Role.PERSON);
        web.browser().signIn("eleni");

        eleni.browser().get("/account");
        eleni.browser().post("/language", "here", "/account", "language", "el");

        assertThat(eleni.browser().get("/account/sign-ins").page())
                .contains("Ζητήθηκε κωδικός", "Χωρίς αυτόν δεν γίνεται δεκτός κανείς.");
    }

    @Test
    void whatDoesNotFitOnAPageIsOnTheNext() {
        var nikos = web.notRequired("nikos", Account.Role.PERSON);
        for (int i = 0; i < 150; i++) {
            refused(nikos, "198.51.100." + i);
        }

        var first = nikos.browser().get("/account/sign-ins").page();
        assertThat(first).contains("there are earlier ones").contains("198.51.100.149");
        var link = EARLIER.matcher(first);
        assertThat(link.find()).isTrue();
        var second = nikos.browser().get(link.group(1)).page();

        assertThat(second).contains("198.51.100.0<").doesNotContain("198.51.100.149", "there are earlier ones");
        assertThat(nikos.browser().get("/account/sign-ins?before=nonsense").status())
                .isEqualTo(200);
    }

    @Test
    void everyReasonHasItsWords() {
        var reasons = Stream.concat(
                Stream.of(Rejection.values()).map(Rejection::code),
                Stream.of("switched-off", "code-asked-for", "code-wrong", "code-already-used", "code-clock-off"));

        assertThat(ResourceBundle.getBundle("messages", Locale.ROOT).keySet())
                .containsAll(reasons.map("history.why."::concat).toList());
    }

    private void refused(Guest guest, String source) {
        web.organisation.store.transact(books -> {
            AuditLog.in(books)
                    .append(AuditEvent.of(
                            AuditKind.APP_SIGN_IN_REJECTED,
                            guest.id(),
                            new Actor.Stranger(),
                            web.organisation.clock.instant(),
                            Map.of("reason", "wrong-secret", "source", source, "protocol", "imap")));
            return true;
        });
    }
}
