package org.sallyport.server.wire.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.server.wire.dovecot.Command.Response;

final class CommandReaderTest {
    private static final int CASES = 50_000;
    // What Postfix 3.7, Exim 4.96, chasquid and Dovecot 2.4 send.
    private static final List<String> SAMPLES = List.of(
            "VERSION\t1\t0",
            "CPID\t4711",
            "AUTH\t1\tPLAIN\tservice=smtp\tnologin\tlip=127.0.0.1\trip=192.0.2.7\tsecured\tresp=AGVsZW5pAHNlY3JldA==",
            "AUTH\t1\tPLAIN\tservice=smtp\tsecured\trip=192.0.2.7\tlip=127.0.0.1\tnologin\tresp=",
            "AUTH\t4294967295\tLOGIN\tprotocol=imap\tlocal_name=a\001tb\trip=2001:db8::7\tsession=x",
            "AUTH\t1\tPLAIN\tservice=smtp\tsecured\tno-penalty\tnologin\tresp=AGVsZW5pAHNlY3JldA==",
            "AUTH\t2\tPLAIN\tprotocol=imap\tclient_id=\"name\" \"a\001tb\"\trip=192.0.2.7\tresp=",
            "CONT\t1\tZWxlbmk=",
            "CANCEL\t1",
            "USER\t1\teleni@olive.example\tservice=smtp");

    private static Command read(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        return CommandReader.read(bytes, 0, bytes.length);
    }

    private static Command.Auth auth(String parameters) {
        return (Command.Auth) read("AUTH\t7\tPLAIN" + parameters);
    }

    private static String text(Response response) {
        return new String(((Response.Message) response).message(), StandardCharsets.UTF_8);
    }

    @Test
    void versionAndIntroductionAreRead() {
        assertThat(read("VERSION\t1\t0")).isEqualTo(new Command.Version(1, 0));
        assertThat(read("VERSION\t1\t2")).isEqualTo(new Command.Version(1, 2));
        assertThat(read("VERSION\tx")).isEqualTo(new Command.Version(0, 0));
        assertThat(read("CPID\t4711")).isEqualTo(new Command.Introduced());
    }

    @Test
    void whatPostfixAsksIsRead() {
        var auth = (Command.Auth) read(SAMPLES.get(2));

        assertThat(auth.id()).isEqualTo(1);
        assertThat(auth.mechanism()).isEqualTo("PLAIN");
        assertThat(auth.service()).isEqualTo("smtp");
        assertThat(auth.remoteIp()).isEqualTo("192.0.2.7");
        assertThat(text(auth.response())).isEqualTo("\0eleni\0secret");
    }

    @ParameterizedTest
    @CsvSource({"'', ABSENT", "'\tresp=', BLANK", "'\tresp=%%%', NOT_BASE64", "'\tresp=AGVsZW5pAHNlY3JldA=', NOT_BASE64"
    })
    void whatIsNoMessageIsSaid(String parameters, Response.None none) {
        assertThat(auth(parameters).response()).isEqualTo(none);
    }

    @Test
    void aLoneEqualsSignIsAnEmptyMessage() {
        assertThat(text(auth("\tresp==").response())).isEmpty();
        assertThat(text(((Command.Continue) read("CONT\t7\t")).response())).isEmpty();
    }

    @Test
    void whatTheAppSaysAboutItselfIsReadUnescaped() {
        assertThat(auth("\tservice=imap\tclient_id=\"name\" \"a\001tb\"").clientId())
                .isEqualTo("\"name\" \"a\tb\"");
        assertThat(auth("\tservice=imap").clientId()).isEmpty();
    }

    @Test
    void whatTheAppSaysAboutItselfMakesNoLineUnclear() {
        assertThat(auth("\tclient_id=one\tclient_id=another").clientId()).isEqualTo("one");
        assertThat(auth("\tclient_id=a\001xb\tservice=imap").clientId()).isEmpty();
        assertThat(auth("\tclient_id=a\001xb\tservice=imap").service()).isEqualTo("imap");
    }

    @Test
    void theProtocolOfDovecot24CountsMoreThanTheService() {
        assertThat(auth("\tservice=smtp\tprotocol=imap").service()).isEqualTo("imap");
        assertThat(auth("\tprotocol=imap").service()).isEqualTo("imap");
        assertThat(auth("").service()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tservice=smtp\tservice=imap",
                "\tprotocol=smtp\tprotocol=imap",
                "\trip=192.0.2.7\trip=192.0.2.8",
                "\tservice=smtp\tresp=AGEAYg==\trip=192.0.2.8",
                "\tresp=AGEAYg==\tresp=AGEAYg==",
            })
    void whatCouldBeReadInTwoWaysIsUnclear(String parameters) {
        assertThat(read("AUTH\t7\tPLAIN" + parameters)).isEqualTo(new Command.Unclear(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+1", "01234567890", "4294967296", "1x", "", " 1", "0x1"})
    void anIdThatIsNoneCannotBeAnswered(String id) {
        assertThat(read("AUTH\t" + id + "\tPLAIN")).isEqualTo(new Command.Unclear(0));
        assertThat(read("CONT\t" + id + "\tAA==")).isEqualTo(new Command.Unclear(0));
    }

    @Test
    void whatIsEscapedMeansWhatItStandsFor() {
        assertThat(read("USER\t1\ta\0010b\0011c\001td\001re\001nf"))
                .isEqualTo(new Command.User(1, "a\0b\001c\td\re\nf"));
        assertThat(read("USER\t1\tελένη")).isEqualTo(new Command.User(1, "ελένη"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\001", "a\001x", "\001\001"})
    void anUnknownEscapeIsUnclear(String name) {
        assertThat(read("USER\t1\t" + name)).isEqualTo(new Command.Unclear(1));
    }

    @Test
    void whatIsNotUtf8NamesNoService() {
        var line = "AUTH\t7\tPLAIN\tservice=".getBytes(StandardCharsets.US_ASCII);
        var bytes = java.util.Arrays.copyOf(line, line.length + 1);
        bytes[line.length] = (byte) 0xff;

        assertThat(((Command.Auth) CommandReader.read(bytes, 0, bytes.length)).service())
                .isEqualTo("\0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HELO", "auth\t1\tPLAIN", "AUTHX\t1", "GET / HTTP/1.1", "\t\t\t"})
    void whatIsNotKnownIsUnknown(String line) {
        assertThat(read(line)).isEqualTo(new Command.Unknown());
    }

    @Test
    void noTruncationMakesItThrow() {
        for (var sample : SAMPLES) {
            for (int length = 0; length <= sample.length(); length++) {
                assertThat(read(sample.substring(0, length))).isNotNull();
            }
        }
    }

    /// Seeded, so that a case that fails once fails again.
    @Test
    void noBytesMakeItThrow() {
        var random = new Random(16);
        for (int i = 0; i < CASES; i++) {
            var bytes = SAMPLES.get(i % SAMPLES.size()).getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(CommandReader.read(bytes, 0, random.nextInt(bytes.length + 1)))
                    .isNotNull();
        }
    }

    @Test
    void nothingOfAMessageIsPrinted() {
        assertThat(read(SAMPLES.get(2)).toString()).contains("hidden").doesNotContain("secret");
    }
}
