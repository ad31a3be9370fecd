package org.sallyport.acceptance.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.VerifyPort;
import org.sallyport.acceptance.harness.Walker;

/// Eleni has set up MFA and reads her mail with an app password. Nikos needs none of that.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DovecotTest {
    private static final String SUBJECT = "Harvest begins on Monday";

    private Demo demo;
    private Dovecot dovecot;
    private MailApps apps;
    private Walker eleni;
    private Walker.AppPassword appPassword;

    @BeforeAll
    void eleniSetsUpMfa(@TempDir Path folder) {
        demo = Demo.start();
        dovecot = Dovecot.asking(demo.verifyPort());
        apps = new MailApps(dovecot, folder);
        eleni = new Walker(demo, demo.person("eleni"));
        dovecot.deliver(eleni.user(), SUBJECT);
        dovecot.deliver(demo.person("nikos").user(), SUBJECT);
        appPassword = eleni.setUp(demo.outbox());
    }

    @AfterAll
    void everythingStops() {
        if (dovecot != null) {
            dovecot.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    private void assertReads(MailApps.Outcome outcome) {
        assertThat(outcome.hasRead(SUBJECT))
                .as("%s%n%s", outcome, dovecot.log())
                .isTrue();
    }

    private void assertRefused(MailApps.Outcome outcome) {
        assertThat(outcome.code()).as("%s%n%s", outcome, dovecot.log()).isNotZero();
        assertThat(outcome.said()).contains("[AUTHENTICATIONFAILED]").doesNotContain(SUBJECT);
    }

    @Nested
    final class AnAppPassword {
        @Test
        void readsMailInCurl() {
            assertReads(apps.curl(eleni.user(), appPassword.secret()));
        }

        @Test
        void readsMailInMbsync() {
            assertReads(apps.mbsync(eleni.user(), appPassword.secret()));
        }

        @Test
        void readsMailInMutt() {
            assertReads(apps.mutt(eleni.user(), appPassword.secret()));
        }

        @Test
        void readsMailInFetchmail() {
            assertReads(apps.fetchmail(eleni.user(), appPassword.secret()));
        }

        @Test
        void readsMailInThunderbird(@TempDir Path folder) {
            try (var thunderbird = Thunderbird.of(eleni.user(), dovecot, folder)) {
                thunderbird.reads(SUBJECT, appPassword.secret());
            }
        }

        @Test
        void mayBeTypedWithBlanks() {
            assertReads(apps.curl(eleni.user(), appPassword.grouped(" ")));
        }

        @Test
        void mayBeTypedWithHyphens() {
            assertReads(apps.mbsync(eleni.user(), appPassword.grouped("-")));
        }

        @Test
        void mayBeTypedInCapitals() {
            assertReads(apps.fetchmail(eleni.user(), appPassword.secret().toUpperCase(Locale.ROOT)));
        }

        @Test
        void opensForAnyCaseOfTheUserName() {
            assertReads(apps.curl(eleni.user().toUpperCase(Locale.ROOT), appPassword.secret()));
        }

        @Test
        void isNobodyElses() {
            assertRefused(apps.curl(demo.person("nikos").user(), appPassword.secret()));
        }

        @Test
        void isShownWithTheAppThatUsedItLast() {
            var phone = eleni.issue("Hall phone");
            try (var _ = new OpenMailbox(dovecot, eleni.user(), phone.secret())) {
                await("the last use to be written down")
                        .atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> assertThat(demo.sallyport("app-password", "list", eleni.user(), "--json"))
                                .contains(OpenMailbox.NAME));
            }
        }

        @Test
        void isRefusedAtTheNextAttemptOnceRevoked() {
            var another = eleni.issue("Old phone");
            assertReads(apps.curl(eleni.user(), another.secret()));

            eleni.revoke(another);

            assertRefused(apps.curl(eleni.user(), another.secret()));
            assertReads(apps.curl(eleni.user(), appPassword.secret()));
        }
    }

    @Nested
    final class AnAccountPassword {
        @Test
        void isRefusedOnceMfaIsEnforced() {
            assertRefused(apps.curl(eleni.user(), eleni.accountPassword()));
        }

        @Test
        void readsMailWhileMfaIsNotRequired() {
            var nikos = demo.person("nikos");

            assertReads(apps.curl(nikos.user(), nikos.password()));
        }

        @Test
        void readsMailWhileMfaIsRequiredButNotSetUp() {
            var later = demo.add("katerina", "Katerina Doukas", "--require-mfa", "--contact", "katerina@home.example");
            dovecot.deliver(later.user(), SUBJECT);

            assertReads(apps.curl(later.user(), later.password()));
        }

        @Test
        void isRefusedWhereItIsWrong() {
            assertRefused(apps.curl(demo.person("nikos").user(), "not-this-one"));
        }

        @Test
        void isRefusedWhereItIsNotEvenText() {
            var nikos = demo.person("nikos").user();

            assertRefused(apps.mbsync(nikos, "\u00e9\u00e8\u00ea", StandardCharsets.ISO_8859_1));
        }
    }

    @Nested
    final class AnOutage {
        @Test
        void isNeverAWrongPassword() {
            demo.stop();
            try {
                var right = apps.curl(eleni.user(), appPassword.secret());
                var wrong = apps.curl(eleni.user(), "wrong");

                assertThat(right.said()).contains("[UNAVAILABLE]").doesNotContain("[AUTHENTICATIONFAILED]");
                assertThat(wrong.said()).contains("[UNAVAILABLE]").doesNotContain("[AUTHENTICATIONFAILED]");
            } finally {
                demo.startAgain();
            }

            assertReads(apps.curl(eleni.user(), appPassword.secret()));
        }
    }

    @Nested
    final class ATokenThatSallyportDoesNotKnow {
        @Test
        void isNobodysWrongPassword(@TempDir Path folder) {
            var mistyped = new VerifyPort(
                    demo.verifyPort().address(), "mistyped-" + demo.verifyPort().token());
            try (var other = Dovecot.asking(mistyped)) {
                var outcome = new MailApps(other, folder).curl(eleni.user(), appPassword.secret());

                assertThat(outcome.said()).contains("[UNAVAILABLE]").doesNotContain("[AUTHENTICATIONFAILED]");
                assertThat(other.log()).contains("is not one that Sallyport knows");
            }
        }
    }
}
