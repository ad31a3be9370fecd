package org.sallyport.acceptance.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.submission.MailSite.Door;

/// What holds behind every mail server that asks in the Dovecot protocol, at whichever door.
interface SubmissionContract {
    MailSite site();

    /// How a refusal begins.
    String refusal();

    default void assertSignedIn(Door door, SendingApps.Outcome outcome) {
        assertThat(outcome.isSignedIn())
                .as("%s%n%s", outcome, site().saidAt(door))
                .isTrue();
    }

    default void assertRefused(SendingApps.Outcome outcome) {
        assertThat(outcome.said()).contains(refusal()).doesNotContain("235 ");
        assertThat(outcome.code()).isNotZero();
    }

    @ParameterizedTest
    @CsvSource({"PORT,PLAIN", "PORT,LOGIN", "SOCKET,PLAIN", "SOCKET,LOGIN", "AGENT,PLAIN", "AGENT,LOGIN"})
    default void anAppPasswordSendsMail(Door door, String mechanism) {
        var secret = site().appPassword().secret();

        assertSignedIn(door, site().at(door).swaks(mechanism, site().eleni().user(), secret));
    }

    @ParameterizedTest
    @CsvSource({"PORT,PLAIN", "PORT,LOGIN", "SOCKET,PLAIN", "SOCKET,LOGIN", "AGENT,PLAIN", "AGENT,LOGIN"})
    default void whatIsWrongIsRefused(Door door, String mechanism) {
        assertRefused(site().at(door).swaks(mechanism, site().eleni().user(), "wrong"));
    }

    @ParameterizedTest
    @EnumSource
    default void theAccountPasswordIsRefusedOnceMfaIsEnforced(Door door) {
        var eleni = site().eleni();

        assertRefused(site().at(door).swaks("PLAIN", eleni.user(), eleni.accountPassword()));
    }

    @Test
    default void aStrangerIsRefused() {
        assertRefused(site().at(Door.PORT).swaks("LOGIN", "stranger@olive.example", "wrong"));
    }
}
