package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/// One test for each row of the reply table of `/forward-auth`.
final class ForwardAuthRepliesTest {
    private static final AccountId ACCOUNT = AccountId.fresh();

    private final ForwardAuthReplies replies = new ForwardAuthReplies("Olive & Pine");

    private Reply accepted(String user, AppPasswordId... appPassword) {
        return replies.to(new Verdict.Accepted(
                ACCOUNT, new Username(user), appPassword.length == 0 ? Optional.empty() : Optional.of(appPassword[0])));
    }

    @Test
    void acceptedIs200WithEveryIdentityField() {
        var appPassword = AppPasswordId.fresh();
        var reply = accepted("eleni@olive.example", appPassword);

        assertThat(reply.status()).isEqualTo(Status.OK);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.fields())
                .hasToString("Remote-User: eleni@olive.example\r\nRemote-Email: eleni@olive.example\r\n"
                        + "X-Sallyport-Account: " + ACCOUNT + "\r\nX-Sallyport-Id: " + appPassword + "\r\n");
    }

    @Test
    void aFieldWithoutValueIsThereAllTheSame() {
        assertThat(accepted("nikos").fields())
                .hasToString("Remote-User: nikos\r\nRemote-Email: \r\nX-Sallyport-Account: " + ACCOUNT
                        + "\r\nX-Sallyport-Id: \r\n");
    }

    @Test
    void aNameBeyondAsciiIsInUtf8() {
        assertThat(accepted("ελένη").fields().bytes())
                .startsWith("Remote-User: ελένη\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void rejectedIs401WithTheChallengeAndWithoutAnyReason(Rejection reason) {
        var reply = replies.to(new Verdict.Rejected(reason));

        assertThat(reply).isEqualTo(replies.challenge());
        assertThat(reply.status()).isEqualTo(Status.UNAUTHORIZED);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.fields()).hasToString("WWW-Authenticate: Basic realm=\"Olive & Pine\", charset=\"UTF-8\"\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void deferredIs503WithoutAnyReasonAndWithoutAnyChallenge(Delay reason) {
        var reply = replies.to(new Verdict.Deferred(reason, Duration.ofMillis(6100)));

        assertThat(reply.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(reply.retryAfter()).isEqualTo(7);
        assertThat(reply.fields()).hasToString("");
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void aRealmIsQuoted() {
        assertThat(new ForwardAuthReplies("a \"b\" \\c").challenge().fields().toString())
                .contains("realm=\"a \\\"b\\\" \\\\c\"");
    }

    @Test
    void T16_noValueBecomesALineOfItsOwn() {
        for (char c = 0; c < 256; c++) {
            var value = "eleni" + c + "X-Forged: 1";
            if (c < ' ' || c == 0x7f) {
                assertThatThrownBy(() -> FieldLines.of("Remote-User", value))
                        .isInstanceOf(IllegalArgumentException.class);
            } else {
                assertThat(FieldLines.of("Remote-User", value).toString().lines())
                        .hasSize(1);
            }
        }
    }
}
