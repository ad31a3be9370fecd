package org.sallyport.server.listener.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.Peer;

/// One door is filled to its cap by callers who have shown who they are, so that nobody makes room: every other one
/// serves as before, and as fast.
final class T46_EveryDoorTest {
    private static final int FULL = 20;
    private static final int QUESTIONS = 200;
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Deadlines PATIENT = new Deadlines(LONG, LONG, LONG, Duration.ofSeconds(5));

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource
    void T46_aDoorThatIsFullLeavesEveryOtherOpen(Door door) throws Exception {
        try (var full = new OpenDoor(door, folder);
                var others = new Others()) {
            full.caps = new Caps(FULL, FULL, 1);
            full.deadlines = PATIENT;
            var before = others.p99(_ -> {});
            var first = full.known();
            full.serves(first);
            for (int i = 1; i < FULL; i++) {
                full.serves(full.known());
            }
            assertThat(full.arrived().isClosed()).isTrue();

            // One more stands before the full door at every question.
            var meanwhile = others.p99(_ -> full.arrived().close());

            assertThat(meanwhile)
                    .zipSatisfy(before, (now, then) -> assertThat(now).isLessThan(AnswerTimes.most(then)));
            try (var late = new OpenDoor(door, folder)) {
                late.serves(late.known());
            }
            full.serves(first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void T46_whoeverIsKnownStaysWhileStrangersStormTheDoor(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.caps = new Caps(FULL, 1000, 10);
            var known = open.known();
            open.serves(known);
            for (int i = 0; i < 10 * FULL; i++) {
                open.arrived();
            }

            open.serves(known);
            // Whoever is let in may still make room for strangers who came before and are let in after.
            await().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
                open.serves(open.known());
                return true;
            });
        }
    }

    /// Somebody known at every door, each of which is a listener of its own.
    private static final class Others implements AutoCloseable {
        private final List<OpenDoor> open = new ArrayList<>();
        private final List<Peer> known = new ArrayList<>();

        private Others() throws Exception {
            for (var other : Door.values()) {
                var one = new OpenDoor(other, folder);
                one.deadlines = PATIENT;
                open.add(one);
                known.add(one.known());
            }
        }

        /// How long answers take at each of them.
        private List<Duration> p99(AnswerTimes.Meanwhile meanwhile) throws IOException {
            var waits = new ArrayList<Duration>();
            for (int i = 0; i < open.size(); i++) {
                waits.add(AnswerTimes.p99(open.get(i), known.get(i), QUESTIONS, meanwhile));
            }
            return waits;
        }

        @Override
        public void close() throws IOException {
            for (var one : open) {
                one.close();
            }
        }
    }
}
