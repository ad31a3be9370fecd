package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;

/// One test for each row of the reply table of `POST /verify`.
final class VerifyRepliesTest {
    private static final ReplyTable REPLIES = new VerifyReplies();

    @Test
    void acceptedIs200WithTheAppPassword() {
        var account = AccountId.fresh();
        var appPassword = AppPasswordId.fresh();
        var reply = REPLIES.to(new Verdict.Accepted(account, new Username("eleni"), Optional.of(appPassword)));

        assertThat(reply.status()).isEqualTo(Status.OK);
        assertThat(text(reply))
                .isEqualTo("{\"user\":\"eleni\",\"id\":\"" + appPassword + "\",\"account\":\"" + account + "\"}");
    }

    @Test
    void acceptedByAccountPasswordIs200WithoutAnyId() {
        var account = AccountId.fresh();
        var reply = REPLIES.to(new Verdict.Accepted(account, new Username("nikos"), Optional.empty()));

        assertThat(text(reply)).isEqualTo("{\"user\":\"nikos\",\"id\":\"\",\"account\":\"" + account + "\"}");
    }

    @Test
    void aNameIsQuotedAsJson() {
        var reply = REPLIES.to(new Verdict.Accepted(AccountId.fresh(), new Username("o\"brien\\x"), Optional.empty()));

        assertThat(text(reply)).startsWith("{\"user\":\"o\\\"brien\\\\x\",");
    }

    @ParameterizedTest
    @EnumSource
    void rejectedIs401WithoutAnyReason(Rejection reason) {
        var reply = REPLIES.to(new Verdict.Rejected(reason));

        assertThat(reply.status()).isEqualTo(Status.UNAUTHORIZED);
        assertThat(text(reply)).isEqualTo("{\"error\":\"refused\"}");
    }

    @ParameterizedTest
    @EnumSource
    void deferredIs503WithoutAnyReason(Delay reason) {
        var reply = REPLIES.to(new Verdict.Deferred(reason, Duration.ofSeconds(7)));

        assertThat(reply.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(reply.retryAfter()).isEqualTo(7);
        assertThat(text(reply)).isEqualTo("{\"error\":\"try again later\"}");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "999, 1", "1000, 1", "1001, 2", "60000, 60"})
    void retryAfterIsInWholeSecondsAndNeverNone(long millis, long seconds) {
        var reply = REPLIES.to(new Verdict.Deferred(Delay.BUSY, Duration.ofMillis(millis)));

        assertThat(reply.retryAfter()).isEqualTo(seconds);
    }

    private static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}
