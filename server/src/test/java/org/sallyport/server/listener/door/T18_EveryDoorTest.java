package org.sallyport.server.listener.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.Pace;
import org.sallyport.server.listener.Peer;
import org.sallyport.server.listener.TlsStart;

/// Callers who take their time, at every door: none of them stays, and nobody else waits for them.
final class T18_EveryDoorTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofSeconds(5);
    /// RFC 8446 section 5.1: the beginning of a record that would hold a ClientHello.
    private static final byte[] HELLO = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    private static final int MANY = 1000;
    private static final int QUESTIONS = 500;
    // How many bytes each of the many sends while the questions are asked.
    private static final int DRIPS = 3;
    private static final Pace ANY = new Pace(LONG, 1);

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource
    void T18_whoeverSaysNothingIsShownOut(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.deadlines = new Deadlines(LONG, SHORT, LONG, LONG, LONG, STOP, ANY);

            assertThat(open.arrived().isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VERIFY_TLS", "DOVECOT_TLS", "LDAPS"})
    void T18_whoeverDripsItsHelloIsShownOut(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.deadlines = new Deadlines(SHORT, LONG, LONG, LONG, LONG, STOP, ANY);

            assertIsCutWhileDripping(open.arrived(), HELLO, (byte) 7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void T18_whoeverDripsItsFirstMessageIsShownOut(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.deadlines = new Deadlines(LONG, LONG, LONG, LONG, LONG, STOP, new Pace(SHORT, 256));

            assertIsCutWhileDripping(open.inside(), door.endless(200), (byte) 'A');
            assertThat(open.judged).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void T18_whoeverIsKnownAndDripsIsShownOutTooAndAPauseIsNothingSlow(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.deadlines = new Deadlines(LONG, LONG, LONG, LONG, LONG, STOP, new Pace(SHORT, 256));
            var pausing = open.known();
            var dripping = open.known();
            var question = door.speaking.question("right");

            assertIsCutWhileDripping(dripping, Arrays.copyOf(question, question.length / 2), question[1]);

            open.serves(pausing);
        }
    }

    @ParameterizedTest
    @EnumSource
    void T18_whoeverIsSlowAndDoesNotDripIsAnswered(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.deadlines = new Deadlines(LONG, LONG, LONG, LONG, LONG, STOP, new Pace(SHORT, 1));
            var slow = open.known();
            var question = door.speaking.question("right");
            slow.send(Arrays.copyOf(question, question.length - 1));

            // Begins later, and is cut before the other has ended.
            var other = open.known();
            open.serves(other);
            assertThat(other.send(new byte[] {question[0]}).isClosed()).isTrue();

            slow.send(new byte[] {question[question.length - 1]});
            door.speaking.isAnswered(slow);
        }
    }

    @ParameterizedTest
    @EnumSource
    void T18_slowCallersKeepNobodyOut(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.caps = new Caps(60, 1000, 100);
            slowOnes(open);
            var known = comesIn(open);
            slowOnes(open);

            open.serves(known);
            open.serves(comesIn(open));
        }
    }

    /// A thousand who have begun to say something and go on byte by byte, and somebody who is known beside them.
    @ParameterizedTest
    @EnumSource
    void T18_aThousandSlowCallersSlowNobodyDown(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.caps = new Caps(3000, 3000, 3000);
            open.deadlines = new Deadlines(LONG, LONG, LONG, LONG, LONG, STOP, ANY);
            var known = open.known();
            var before = AnswerTimes.p99(open, known, QUESTIONS);
            var slow = new Slow(door);
            for (int i = 0; i < MANY; i++) {
                slow.begin(open.arrived());
            }
            // Whoever comes last is let in last: all of them are there.
            open.serves(open.known());

            var meanwhile = AnswerTimes.p99(open, known, QUESTIONS, _ -> slow.drip(DRIPS * MANY / QUESTIONS));

            assertThat(meanwhile).isLessThan(AnswerTimes.most(before));
            assertThat(slow.dripped).isEqualTo(DRIPS * MANY);
        }
    }

    /// People who send what an honest caller would, and never all of it.
    private static final class Slow {
        private final List<Peer> peers = new ArrayList<>();
        private final byte[] message;
        private final int begun;
        private int dripped;

        private Slow(Door door) {
            boolean hello = door.start == TlsStart.AT_ONCE;
            message = hello ? Arrays.copyOf(HELLO, HELLO.length + DRIPS) : door.speaking.introduction();
            begun = hello ? HELLO.length : door.beginning().length;
        }

        private void begin(Peer peer) throws IOException {
            peers.add(peer.send(Arrays.copyOf(message, begun)));
        }

        /// One more byte from each of so many, in turn. Fails where one of them was shown out.
        private void drip(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                var next = peers.get(dripped % peers.size());
                next.send(new byte[] {message[begun + dripped / peers.size()]});
                dripped++;
            }
        }
    }

    /// Somebody honest. Until they are known they may have to make room like the others, and try again.
    private static Peer comesIn(OpenDoor open) {
        return await().ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> {
                            var peer = open.known();
                            open.serves(peer);
                            return peer;
                        },
                        peer -> true);
    }

    private static void slowOnes(OpenDoor open) throws IOException {
        for (int i = 0; i < 50; i++) {
            try {
                open.arrived().send(open.door.beginning());
            } catch (SocketException madeRoom) {
                // For another one.
            }
        }
    }

    /// Sends one byte now and then, which helps nobody to stay.
    private static void assertIsCutWhileDripping(Peer peer, byte[] beginning, byte drop) throws IOException {
        peer.send(beginning);
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            try {
                peer.send(new byte[] {drop});
                return false;
            } catch (SocketException cut) {
                return true;
            }
        });
    }
}
