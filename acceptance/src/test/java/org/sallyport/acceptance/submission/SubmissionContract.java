package org.sallyport.acceptance.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.submission.MailSite.Door;

/// What holds behind every mail server that asks in the Dovecot protocol, at whichever door. A test of one says what
/// there is to know of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SubmissionContract implements MailSite.Kind {
    private MailSite site;

    @BeforeAll
    void eleniSetsUpMfa() {
        site = MailSite.of(this);
    }

    @AfterAll
    void everythingStops() {
        if (site != null) {
            site.close();
        }
    }

    MailSite site() {
        return site;
    }

    /// How a refusal begins.
    abstract String refusal();

    void assertSignedIn(Door door, SendingApps.Outcome outcome) {
        assertThat(outcome.isSignedIn())
                .as("%s%n%s", outcome, site().saidAt(door))
                .isTrue();
    }

    void assertRefused(SendingApps.Outcome outcome) {
        assertThat(outcome.said()).contains(refusal()).doesNotContain("235 ");
        assertThat(outcome.code()).isNotZero();
    }

    @ParameterizedTest
    @CsvSource({"PORT,PLAIN", "PORT,LOGIN", "SOCKET,PLAIN", "SOCKET,LOGIN", "AGENT,PLAIN", "AGENT,LOGIN"})
    void anAppPasswordSendsMail(Door door, String mechanism) {
        var secret = site().appPassword().secret();

        assertSignedIn(door, site().at(door).swaks(mechanism, site().eleni().user(), secret));
    }

    @ParameterizedTest
    @CsvSource({"PORT,PLAIN", "PORT,LOGIN", "SOCKET,PLAIN", "SOCKET,LOGIN", "AGENT,PLAIN", "AGENT,LOGIN"})
    void whatIsWrongIsRefused(Door door, String mechanism) {
        assertRefused(site().at(door).swaks(mechanism, site().eleni().user(), "wrong"));
    }

    @ParameterizedTest
    @EnumSource
    void theAccountPasswordIsRefusedOnceMfaIsEnforced(Door door) {
        var eleni = site().eleni();

        assertRefused(site().at(door).swaks("PLAIN", eleni.user(), eleni.accountPassword()));
    }

    @Test
    void aStrangerIsRefused() {
        assertRefused(site().at(Door.PORT).swaks("LOGIN", "stranger@olive.example", "wrong"));
    }
}
