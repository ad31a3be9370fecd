package org.sallyport.server.wire.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Username;
import org.sallyport.server.wire.dovecot.Answer.Code;

final class AnswerTest {
    private static String line(Answer answer) {
        return new String(answer.line(), StandardCharsets.UTF_8);
    }

    private static Answer read(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        return AnswerReader.read(bytes, 0, bytes.length).orElseThrow();
    }

    @Test
    void okNamesTheUser() {
        assertThat(line(new Answer.Ok(7, "eleni"))).isEqualTo("OK\t7\tuser=eleni\n");
    }

    @Test
    void failNamesTheUserWhereItIsKnown() {
        assertThat(line(new Answer.Fail(7, "eleni", Code.NONE))).isEqualTo("FAIL\t7\tuser=eleni\n");
        assertThat(line(new Answer.Fail(7, "", Code.NONE))).isEqualTo("FAIL\t7\n");
    }

    @Test
    void aTemporaryFailureIsSaidInBothWays() {
        assertThat(line(new Answer.Fail(7, "eleni", Code.TEMP_FAIL)))
                .isEqualTo("FAIL\t7\tuser=eleni\ttemp\tcode=temp_fail\n");
    }

    @Test
    void agentsAreToldWhetherSomebodyElseCouldHelp() {
        assertThat(line(new Answer.Fail(7, "eleni", Code.THROTTLED)))
                .isEqualTo("FAIL\t7\tuser=eleni\ttemp\tcode=temp_fail\tdelay=throttled\n");
    }

    @Test
    void invalidBase64IsSaid() {
        assertThat(line(new Answer.Fail(7, "", Code.INVALID_BASE64))).isEqualTo("FAIL\t7\tcode=invalid_base64\n");
    }

    @Test
    void theTabOfAnEmptyChallengeStays() {
        assertThat(line(new Answer.Continue(7, ""))).isEqualTo("CONT\t7\t\n");
        assertThat(line(new Answer.Continue(7, "Username:"))).isEqualTo("CONT\t7\tVXNlcm5hbWU6\n");
    }

    /// Exim reads lines of 8192 bytes and sixteen fields.
    @ParameterizedTest
    @ValueSource(strings = {"\001", "\t", "\u1fff", "e"})
    void whateverIsAnsweredAboutTheLongestNameFitsIntoWhatEximReads(String letter) {
        var name = letter.repeat(Username.MAX_LENGTH);
        var answers = new ArrayList<Answer>(
                List.of(new Answer.Ok(0xffff_ffffL, name), new Answer.Continue(0xffff_ffffL, name)));
        for (var code : Code.values()) {
            answers.add(new Answer.Fail(0xffff_ffffL, name, code));
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.line()).hasSizeLessThanOrEqualTo(8192);
            assertThat(line(answer).split("\t", -1)).hasSizeLessThanOrEqualTo(16);
        });
    }

    @Test
    void T16_noNameEndsItsLine() {
        assertThat(line(new Answer.Ok(7, "a\0b\001c\td\re\nf")))
                .isEqualTo("OK\t7\tuser=a\0010b\0011c\001td\001re\001nf\n");
    }

    @Test
    void theHandshakeNamesTheProcessBehindTheMechanisms() {
        assertThat(new String(Handshake.ofServer(4711, 3, "c0".repeat(16)), StandardCharsets.US_ASCII))
                .isEqualTo(
                        "VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nMECH\tLOGIN\tplaintext\nSPID\t4711\nCUID\t3\nCOOKIE\t"
                                + "c0".repeat(16) + "\nDONE\n");
    }

    @Test
    void whatIsWrittenIsRead() {
        for (var answer : new Answer[] {
            new Answer.Ok(1, "ελένη"),
            new Answer.Fail(2, "a\tb", Code.NONE),
            new Answer.Fail(3, "eleni", Code.TEMP_FAIL),
            new Answer.Fail(5, "eleni", Code.THROTTLED),
            new Answer.Fail(4, "", Code.INVALID_BASE64)
        }) {
            assertThat(read(line(answer).stripTrailing())).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAIL\t9\ttemp", "FAIL\t9\tcode=temp_fail", "FAIL\t9\treason=x\ttemp\tuser="})
    void eitherWayOfSayingLaterIsUnderstood(String line) {
        assertThat(read(line)).isEqualTo(new Answer.Fail(9, "", Code.TEMP_FAIL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "OK\t", "OK\t0", "DONE", "SPID\t4", "ok\t1"})
    void whatIsNoAnswerIsNone(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);

        assertThat(AnswerReader.read(bytes, 0, bytes.length)).isEmpty();
    }
}
