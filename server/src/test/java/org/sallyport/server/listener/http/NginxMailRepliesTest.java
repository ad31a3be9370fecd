package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.listener.http.NginxMailReplies.Wording;
import org.sallyport.server.listener.http.RequestHead.Afterwards;

/// One test for each row of the reply table of `/nginx-mail`.
final class NginxMailRepliesTest {
    private static final int LONGEST_ANSWER = 1024;
    private static final MailServer DOVECOT = new MailServer(InetAddress.ofLiteral("192.0.2.25"), 143);
    private static final MailServer FAR =
            new MailServer(InetAddress.ofLiteral("2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff"), 65_535);
    private static final String WRONG = "The user name or the password is wrong, or this app needs an app password";
    private static final String LATER = "Signing in is not possible right now, please try again later";

    private static String fields(Wording wording, int attempt, Verdict verdict) {
        var reply = new NginxMailReplies(wording, DOVECOT, attempt).to(verdict);
        assertThat(reply.status()).isEqualTo(Status.OK);
        assertThat(reply.body()).isEmpty();
        return reply.fields().toString();
    }

    private static Verdict accepted(String name) {
        return new Verdict.Accepted(AccountId.fresh(), new Username(name), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void acceptedSaysWhereToGoOnAndAsWhom(Wording wording) {
        assertThat(fields(wording, 1, accepted("eleni@olive.example"))).isEqualTo("""
                        Auth-Status: OK
                        Auth-Server: 192.0.2.25
                        Auth-Port: 143
                        Auth-User: eleni@olive.example
                        """.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @EnumSource
    void rejectedOfImapHasItsCodeInTheSentence(Rejection reason) {
        assertThat(fields(Wording.IMAP, 1, new Verdict.Rejected(reason)))
                .isEqualTo("Auth-Status: [AUTHENTICATIONFAILED] " + WRONG + "\r\nAuth-Wait: 1\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void rejectedOfPop3HasItsCodeInTheSentence(Rejection reason) {
        assertThat(fields(Wording.POP3, 1, new Verdict.Rejected(reason)))
                .isEqualTo("Auth-Status: [AUTH] " + WRONG + "\r\nAuth-Wait: 1\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void rejectedOfSmtpHasItsCodeInAField(Rejection reason) {
        assertThat(fields(Wording.SMTP, 1, new Verdict.Rejected(reason)))
                .isEqualTo("Auth-Status: " + WRONG + "\r\nAuth-Error-Code: 535 5.7.8\r\nAuth-Wait: 1\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void deferredOfImapIsUnavailable(Delay reason) {
        assertThat(fields(Wording.IMAP, 1, new Verdict.Deferred(reason, Duration.ofSeconds(3))))
                .isEqualTo("Auth-Status: [UNAVAILABLE] " + LATER + "\r\nAuth-Wait: 3\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void deferredOfPop3IsTemporary(Delay reason) {
        assertThat(fields(Wording.POP3, 1, new Verdict.Deferred(reason, Duration.ofSeconds(3))))
                .isEqualTo("Auth-Status: [SYS/TEMP] " + LATER + "\r\nAuth-Wait: 3\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void deferredOfSmtpIs454(Delay reason) {
        assertThat(fields(Wording.SMTP, 1, new Verdict.Deferred(reason, Duration.ofSeconds(3))))
                .isEqualTo("Auth-Status: " + LATER + "\r\nAuth-Error-Code: 454 4.7.0\r\nAuth-Wait: 3\r\n");
    }

    @Test
    void nobodyIsKeptWaitingLong() {
        assertThat(fields(Wording.IMAP, 1, new Verdict.Deferred(Delay.THROTTLED, Duration.ofMinutes(2))))
                .endsWith("Auth-Wait: 5\r\n");
        assertThat(fields(Wording.IMAP, 1, new Verdict.Deferred(Delay.BUSY, Duration.ZERO)))
                .endsWith("Auth-Wait: 1\r\n");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "3, true", "4, false", "2147483647, false"})
    void anAppMayTryFourTimesOnOneConnection(int attempt, boolean again) {
        var fields = fields(Wording.IMAP, attempt, new Verdict.Rejected(Rejection.WRONG_SECRET));

        assertThat(fields.contains("Auth-Wait")).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    IMAP | cram-md5 | Auth-Status: [CANNOT] Only PLAIN and LOGIN are taken here%n
                    IMAP | external | Auth-Status: [CANNOT] Only PLAIN and LOGIN are taken here%n
                    IMAP | none     | Auth-Status: [CANNOT] Only PLAIN and LOGIN are taken here%n
                    POP3 | apop     | Auth-Status: [SYS/PERM] Only PLAIN and LOGIN are taken here%n
                    SMTP | cram-md5 | Auth-Status: Only PLAIN and LOGIN are taken here%nAuth-Error-Code: 504 5.5.4%n
                    SMTP | none     | Auth-Status: Please sign in first%nAuth-Error-Code: 530 5.7.0%n
                    """)
    void otherMethodsAreRefusedWithoutAnyWait(Wording wording, String method, String fields) {
        var reply = new NginxMailReplies(wording, DOVECOT, 1).refusalOfMethod(method);

        assertThat(reply.fields()).hasToString(fields.replace("%n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 200, 201, 254})
    void everyAnswerFitsIntoWhatNginxReads(int letters) {
        for (var wording : Wording.values()) {
            var replies = new NginxMailReplies(wording, FAR, 1);
            assertThat(length(replies.to(accepted("ε".repeat(letters))))).isLessThan(LONGEST_ANSWER);
            assertThat(length(replies.to(accepted("字".repeat(letters))))).isLessThan(LONGEST_ANSWER);
            assertThat(length(replies.to(new Verdict.Rejected(Rejection.REVOKED))))
                    .isLessThan(LONGEST_ANSWER);
            assertThat(length(replies.to(new Verdict.Deferred(Delay.OUTAGE, Duration.ofDays(9)))))
                    .isLessThan(LONGEST_ANSWER);
            assertThat(length(replies.refusalOfMethod("cram-md5"))).isLessThan(LONGEST_ANSWER);
        }
    }

    @Test
    void aNameThatWouldNotFitIsLeftAsItWasTyped() {
        var reply = new NginxMailReplies(Wording.IMAP, FAR, 1).to(accepted("字".repeat(201)));

        assertThat(reply.fields().toString()).contains("Auth-Status: OK\r\n").doesNotContain("Auth-User");
    }

    private static int length(Reply reply) {
        var written = Unpooled.buffer();
        new AnswerWriter().write(written, reply, TraceId.fresh(), Instant.EPOCH, Afterwards.CLOSE);
        try {
            assertThat(written.toString(StandardCharsets.UTF_8)).endsWith("\r\n\r\n");
            return written.readableBytes();
        } finally {
            written.release();
        }
    }
}
