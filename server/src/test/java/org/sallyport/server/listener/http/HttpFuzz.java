package org.sallyport.server.listener.http;

import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;
import org.sallyport.fuzz.Promise;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.listener.http.RequestHead.Afterwards;

/// Whatever arrives at the port for connected servers has one head or none, is a question of one route or is
/// answered, and no question makes an answer that is read as more than one.
public final class HttpFuzz {
    private static final MailServer BEHIND = new MailServer(InetAddress.getLoopbackAddress(), 143);
    private static final Routes ROUTES = new Routes(new RouteSettings(
            "Olive & Pine",
            List.of(Network.parse("192.0.2.0/24").orElseThrow()),
            Map.of(Protocol.IMAP, BEHIND, Protocol.POP3, BEHIND, Protocol.SMTP, BEHIND)));
    private static final AnswerWriter ANSWERS = new AnswerWriter();
    private static final AccountId ACCOUNT = AccountId.fresh();
    private static final Optional<AppPasswordId> APP_PASSWORD = Optional.of(AppPasswordId.fresh());

    private HttpFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        switch (HeadReader.read(input, 0, input.length, ROUTES)) {
            case HeadReading.Incomplete _ ->
                Promise.require(input.length <= HeadReader.MAX_HEAD, "a head that is too long is not waited for");
            case HeadReading.Broken(var reply) -> isOneAnswer(reply);
            case RequestHead head -> read(head, input);
        }
    }

    private static void read(RequestHead head, byte[] input) {
        Promise.require(head.headBytes() <= Math.min(input.length, HeadReader.MAX_HEAD), "a head is within its bytes");
        Promise.require(
                HeadReader.read(input, 0, head.headBytes() - 1, ROUTES) instanceof HeadReading.Incomplete,
                "a head ends where it says");
        var refusal = head.route().refusal(head);
        if (refusal.isPresent()) {
            isOneAnswer(refusal.get());
            return;
        }
        byte[] body = Arrays.copyOfRange(
                input,
                head.headBytes(),
                head.headBytes() + Math.min(head.bodyBytes(), input.length - head.headBytes()));
        switch (head.route().read(head, body, 0, body.length)) {
            case Reading.Answered(var reply) -> isOneAnswer(reply);
            case Reading.Told(var policy) -> isText(policy);
            case Reading.Asked(var question, var replies) -> asked(question, replies);
        }
    }

    private static void isText(Policy policy) {
        var name = switch (policy) {
            case Policy.Allow(var login, var _) -> login.value();
            case Policy.Went(var login, var _, var _, var _, var _) -> login.value();
        };
        Promise.require(name.chars().noneMatch(Character::isISOControl), "no control character is told of");
        isOneAnswer(PolicyReplies.after(Duration.ofMillis(name.length())));
    }

    private static void asked(Question question, ReplyTable replies) {
        Promise.require(!question.toString().contains(shown(question)), "a question never prints its secret");
        var name = question.name().canonical().orElse(new Username("nobody"));
        isOneAnswer(replies.to(new Verdict.Accepted(ACCOUNT, name, APP_PASSWORD)));
        isOneAnswer(replies.to(new Verdict.Rejected(Rejection.WRONG_SECRET)));
        isOneAnswer(replies.to(new Verdict.Deferred(Delay.OUTAGE, Duration.ofSeconds(5))));
        question.secret().close();
    }

    // Short ones are part of many a word.
    private static String shown(Question question) {
        return question.secret().length() < 8 ? "\0" : question.secret().reveal();
    }

    private static void isOneAnswer(Reply reply) {
        var written = Unpooled.buffer();
        ANSWERS.write(written, reply, TraceId.fresh(), Instant.EPOCH, Afterwards.KEEP);
        var text = written.toString(StandardCharsets.ISO_8859_1);
        written.release();
        int end = text.indexOf("\r\n\r\n");
        Promise.require(end > 0 && text.length() - end - 4 == reply.body().length, "an answer ends where it says");
        var lines = text.substring(0, end).split("\r\n", -1);
        Promise.require(lines[0].matches("HTTP/1\\.1 [1-5][0-9]{2} [A-Za-z ]+"), "an answer begins with its status");
        Promise.require(
                Arrays.stream(lines).skip(1).allMatch(line -> line.matches("[A-Za-z-]+: [^\\r\\n\\x00]*")),
                "each field of an answer is one line");
    }
}
