package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

/// The mail that leads to an app password for an app that MFA has shut out.
class RescueTest {
    private static final String ELENI = "eleni@olive.example";

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account eleni = olive.enforced(ELENI);

    @Test
    void anAppThatSendsTheRightAccountPasswordBringsOneMailADay() {
        for (int hour = 0; hour < 23; hour++) {
            sends("192.0.2.1", ELENI, Organisation.PASSWORD);
            olive.clock.forward(Duration.ofHours(1));
        }
        assertThat(mail()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(Notice.Kind.ACCOUNT_PASSWORD_REFUSED);
            assertThat(notice.to()).isEqualTo(eleni.contact().orElseThrow().address());
            assertThat(notice.values()).isEqualTo(Map.of("name", ELENI, "protocol", "imap", "source", "192.0.2.1"));
        });
        olive.clock.forward(Duration.ofHours(2));
        sends("192.0.2.1", ELENI, Organisation.PASSWORD);
        assertThat(mail()).hasSize(2);
    }

    @Test
    void theMailNamesAnAppThatSaysWhatItIs() {
        olive.verifier.verify(olive.attemptBy("Thunderbird 102", ELENI, Organisation.PASSWORD));
        olive.notes.flush();
        assertThat(mail())
                .singleElement()
                .satisfies(notice -> assertThat(notice.values()).containsEntry("client", "Thunderbird 102"));
    }

    @Test
    void theMailNamesNoAppWhoseNameLeadsSomewhere() {
        olive.verifier.verify(olive.attemptBy("see evil.example", ELENI, Organisation.PASSWORD));
        olive.notes.flush();
        assertThat(mail())
                .singleElement()
                .satisfies(notice -> assertThat(notice.values()).doesNotContainKey("client"));
    }

    @Test
    void anotherPlaceBringsAnotherAndAHandfulIsTheMost() {
        for (int i = 1; i <= 20; i++) {
            sends("192.0.2." + i, ELENI, Organisation.PASSWORD);
        }
        assertThat(mail()).hasSize(5);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameBringNothing() {
        sends("192.0.2.1", ELENI, "not her password at all");
        sends("192.0.2.1", "nobody@olive.example", Organisation.PASSWORD);
        assertThat(mail()).isEmpty();
    }

    @Test
    void whoeverHasNothingRegisteredCannotMakeOneAndIsNotToldTo() {
        olive.requireMfa(olive.add("nikos@olive.example", Account.Role.PERSON, Optional.of("nikos@pine.example")));
        sends("192.0.2.1", "nikos@olive.example", Organisation.PASSWORD);
        assertThat(mail()).isEmpty();
    }

    private void sends(String from, String name, String secret) {
        olive.verifyFrom(from, name, secret);
        olive.notes.flush();
    }

    private List<Notice> mail() {
        return Mailbag.notices(olive.store, olive.clock.instant());
    }
}
