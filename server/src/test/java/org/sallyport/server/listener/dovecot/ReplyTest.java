package org.sallyport.server.listener.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;

/// One test for each row of the reply table. What each reply looks like on the wire is in the dialogs.
final class ReplyTest {
    @Test
    void acceptedIsSignedInByTheCanonicalName() {
        var verdict =
                new Verdict.Accepted(AccountId.fresh(), new Username("eleni"), Optional.of(AppPasswordId.fresh()));

        assertThat(Reply.to(verdict)).isEqualTo(new Reply.SignedIn("eleni"));
    }

    @ParameterizedTest
    @EnumSource
    void rejectedIsRefusedWithoutAnyReason(Rejection reason) {
        assertThat(Reply.to(new Verdict.Rejected(reason))).isEqualTo(new Reply.Refused());
    }

    @ParameterizedTest
    @EnumSource
    void deferredIsNotNow(Delay reason) {
        assertThat(Reply.to(new Verdict.Deferred(reason, Duration.ofSeconds(2))))
                .isEqualTo(new Reply.NotNow(reason, Duration.ofSeconds(2)));
    }
}
