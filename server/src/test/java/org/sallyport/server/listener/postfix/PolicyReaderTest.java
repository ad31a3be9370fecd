package org.sallyport.server.listener.postfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.caller.Source;
import org.sallyport.core.submission.MailAnswer;
import org.sallyport.core.submission.MailQuestion;
import org.sallyport.core.submission.MailQuestion.Phase;
import org.sallyport.core.submission.MailRefusal;
import org.sallyport.server.listener.postfix.PolicyReader.Found;

final class PolicyReaderTest {
    private static final String BEGINNING = "request=smtpd_access_policy\n";

    private static Found read(String text) {
        var bytes = text.getBytes(UTF_8);
        return PolicyReader.read(bytes, 0, bytes.length);
    }

    private static MailQuestion question(String lines) {
        return ((Found.Request) read(BEGINNING + lines + "\n")).request().question("unnamed");
    }

    @Test
    void theAttributesOfPostfixMakeAQuestion() {
        var question = question("""
                protocol_state=RCPT
                protocol_name=ESMTP
                client_address=192.0.2.9
                client_name=another.domain.tld
                sender=scan=1@olive.example
                recipient=ελένη@olive.example
                recipient_count=0
                instance=123.456.7
                sasl_method=plain
                sasl_username=scanner@olive.example
                policy_context=submission
                """);

        assertThat(question)
                .isEqualTo(new MailQuestion(
                        "scanner@olive.example",
                        Phase.RECIPIENT,
                        "123.456.7",
                        "scan=1@olive.example",
                        Optional.of("ελένη@olive.example"),
                        0,
                        Source.ofLiteral("192.0.2.9")));
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT,OTHER",
        "EHLO,OTHER",
        "HELO,OTHER",
        "MAIL,SENDER",
        "RCPT,RECIPIENT",
        "DATA,CONTENT",
        "BDAT,CONTENT",
        "END-OF-MESSAGE,CONTENT",
        "VRFY,OTHER",
        "ETRN,OTHER",
        "'',OTHER",
        "rcpt,OTHER",
    })
    void everyStateIsAPhase(String state, Phase phase) {
        assertThat(question("protocol_state=" + state + "\n").phase()).isEqualTo(phase);
    }

    @Test
    void whatIsMissingIsNothing() {
        assertThat(question(""))
                .isEqualTo(new MailQuestion("", Phase.OTHER, "unnamed", "", Optional.empty(), 0, Source.UNKNOWN));
        assertThat(question("client_address=unknown\nrecipient_count=-3\n"))
                .isEqualTo(new MailQuestion("", Phase.OTHER, "unnamed", "", Optional.empty(), 0, Source.UNKNOWN));
    }

    @Test
    void aRequestIsReadUpToItsEmptyLine() {
        var bytes = (BEGINNING + "\n" + BEGINNING).getBytes(UTF_8);

        assertThat(PolicyReader.read(bytes, 0, bytes.length))
                .isInstanceOfSatisfying(
                        Found.Request.class, found -> assertThat(found.length()).isEqualTo(BEGINNING.length() + 1));
        assertThat(PolicyReader.read(bytes, BEGINNING.length() + 1, bytes.length))
                .isEqualTo(new Found.NotYetWhole());
        assertThat(read("")).isEqualTo(new Found.NotYetWhole());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                 | no request=",
                "sender=a@b.example;                | no request=",
                "EHLO olive.example;                | a line that does not begin with a name and =",
                "=x;                                | a line that does not begin with a name and =",
                "request;                           | a line that does not begin with a name and =",
                "request=a;request=b;               | an attribute that is there twice",
                "request=a;sasl_username=a;sasl_username=b; | an attribute that is there twice",
            })
    void whateverIsNoRequestIsNamed(String lines, String why) {
        assertThat(read(lines.strip().replace(';', '\n') + "\n")).isEqualTo(new Found.NoRequest(why));
    }

    @Test
    void whatIsTooLongOrNoTextIsNone() {
        assertThat(read(BEGINNING + "helo_name=" + "x".repeat(PolicyReader.LONGEST)))
                .isEqualTo(new Found.NoRequest("longer than 16384 bytes"));
        assertThat(read(BEGINNING + "instance=" + "x".repeat(256) + "\n"))
                .isEqualTo(new Found.NoRequest("an instance longer than 255 characters"));
        assertThat(read("request=\0")).isEqualTo(new Found.NoRequest("a byte that is no text"));
    }

    @Test
    void everyAnswerHasItsAction() {
        assertThat(said(PolicyReply.to(new MailAnswer.NoDevice()))).isEqualTo("action=DUNNO\n\n");
        assertThat(said(PolicyReply.to(new MailAnswer.Allowed()))).isEqualTo("action=DUNNO\n\n");
        for (var why : MailRefusal.values()) {
            var action = why == MailRefusal.CAP ? "DEFER_IF_PERMIT 4.7.1 " : "REJECT 5.7.1 ";
            assertThat(said(PolicyReply.to(new MailAnswer.Refused(why))))
                    .startsWith("action=" + action)
                    .endsWith("\n\n");
        }
        assertThat(said(PolicyReply.NOT_NOW)).startsWith("action=DEFER_IF_PERMIT 4.3.0 ");
    }

    private static String said(PolicyReply reply) {
        return new String(reply.bytes(), UTF_8);
    }
}
