package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;

/// The reply table, one row per case.
class ReplyTest {
    @Test
    void acceptedIsSuccess() {
        var accepted = new Verdict.Accepted(AccountId.fresh(), new Username("eleni"), Optional.empty());

        assertThat(Reply.to(accepted)).isEqualTo(new Reply(0, ""));
    }

    @ParameterizedTest
    @EnumSource(Rejection.class)
    void rejectedIsInvalidCredentialsWhateverTheReason(Rejection why) {
        assertThat(Reply.to(new Verdict.Rejected(why))).isEqualTo(new Reply(49, ""));
    }

    @Test
    void anOutageIsUnavailable() {
        assertThat(Reply.to(deferred(Delay.OUTAGE))).isEqualTo(new Reply(52, ""));
    }

    @Test
    void tooMuchAtOnceIsBusy() {
        assertThat(Reply.to(deferred(Delay.BUSY))).isEqualTo(new Reply(51, ""));
    }

    @Test
    void aThrottledGuessIsBusy() {
        assertThat(Reply.to(deferred(Delay.THROTTLED))).isEqualTo(new Reply(51, ""));
    }

    /// Some programs ask again behind these, and one of them dies of a text.
    @Test
    void whatMayBeAskedAgainHasNoText() {
        assertThat(List.of(Reply.TIME_LIMIT, Reply.BUSY, Reply.UNAVAILABLE))
                .extracting(Reply::text)
                .containsOnly("");
    }

    private static Verdict deferred(Delay why) {
        return new Verdict.Deferred(why, Duration.ofSeconds(1));
    }
}
