package org.sallyport.server.listener.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.Pace;

/// A browser, or whatever else, is made to speak to a port that is not its own (ALPACA).
final class T44_OtherProtocolsTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String HELLO = "\u0016";
    private static final String BODY = "USER eleni\r\nPASS right\r\n";
    private static final List<String> OTHERS = List.of(
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: " + BODY.length()
                    + "\r\n\r\n" + BODY,
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "EHLO client.example\r\nAUTH PLAIN AGVsZW5pAHJpZ2h0\r\n",
            "a1 LOGIN eleni right\r\n",
            "USER eleni\r\nPASS right\r\n",
            "SSH-2.0-OpenSSH_9.2\r\n",
            HELLO + "\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "x\n".repeat(250),
            "0\u000c\u0002\u0001\u0001`\u0007\u0002\u0001\u0003\u0004\u0000\u0080\u0000\n");

    private static final Pace PACE = new Pace(Duration.ofMillis(500), 256);

    @TempDir
    static Path folder;

    /// At once, or where it could still become a message, as soon as it is too slow for one.
    @ParameterizedTest
    @EnumSource
    void T44_whoeverSpeaksAnotherProtocolIsShownOutAndNothingIsJudged(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.deadlines = new Deadlines(LONG, LONG, LONG, LONG, LONG, Duration.ofSeconds(5), PACE);

            for (var other : OTHERS) {
                if (!isAtHome(door, other)) {
                    assertThat(open.inside().send(bytes(other)).isClosed())
                            .as(other)
                            .isTrue();
                }
            }

            assertThat(open.judged).isEmpty();
            open.serves(open.known());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VERIFY_TLS", "DOVECOT_TLS", "POSTFIX_TLS", "LDAPS"})
    void T44_whoeverSpeaksInClearWhereTlsComesFirstIsShownOut(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.deadlines = new Deadlines(LONG, LONG, LONG, LONG, LONG, Duration.ofSeconds(5), PACE);

            for (var other : OTHERS) {
                if (!other.startsWith(HELLO)) {
                    assertThat(open.arrived().send(bytes(other)).isClosed())
                            .as(other)
                            .isTrue();
                }
            }

            assertThat(open.judged).isEmpty();
        }
    }

    /// An anonymous bind may be said to LDAP.
    private static boolean isAtHome(Door door, String other) {
        return door.speaking == Door.Speaking.LDAP && other.startsWith("0");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
