package org.sallyport.server.listener.door;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.server.listener.TlsStart;

/// What is told of the servers that ask, behind every door.
class AskingServersTest {
    @TempDir
    private static Path folder;

    private static String asker(Door door) {
        return switch (door.speaking) {
            case HTTP -> "dovecot-1";
            case DOVECOT, POSTFIX -> "postfix-1";
            case LDAP -> "nextcloud";
        };
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerIsToldWithTheNameAndTheAddressOfWhoAsked(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            var known = open.known();
            int before = open.told.size();
            open.serves(known);

            assertThat(open.told).hasSize(before + 1).last().isEqualTo(asker(door) + " 127.0.0.1 ANSWERED");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerOfThisMachineAtASocketHasNoAddress(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.serves(open.knownAtSocket());

            assertThat(open.told).last().isEqualTo(asker(door) + "  ANSWERED");
        }
    }

    @Test
    void aWrongTokenIsToldAsThatOfAStranger() throws Exception {
        try (var open = new OpenDoor(plain(Door.Speaking.HTTP), folder)) {
            var question = new String(Door.Speaking.HTTP.question("right"), US_ASCII).replace(Door.TOKEN, "guessed");
            var answer = open.arrived().send(question.getBytes(US_ASCII)).line();

            assertThat(answer).startsWith("HTTP/1.1 403 ");
            assertThat(open.told).containsExactly(" 127.0.0.1 REFUSED");
        }
    }

    @Test
    void aServerThatAsksInVainIsToldApart() throws Exception {
        try (var open = new OpenDoor(plain(Door.Speaking.HTTP), folder)) {
            open.known();

            assertThat(open.told).containsExactly("dovecot-1 127.0.0.1 REFUSED");
        }
    }

    private static Door plain(Door.Speaking speaking) {
        for (var door : Door.values()) {
            if (door.speaking == speaking && door.start == TlsStart.NEVER) {
                return door;
            }
        }
        throw new IllegalArgumentException(speaking + " is spoken in clear nowhere");
    }
}
