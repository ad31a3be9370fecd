package org.sallyport.server.listener.door;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.sallyport.server.listener.Peer;

/// How long somebody honest waits for one answer after another. Nothing is asked a second time.
final class AnswerTimes {
    private static final Duration SOON = Duration.ofMillis(100);
    // What a busy machine does to everybody may happen again.
    private static final int AS_BEFORE = 3;

    private AnswerTimes() {}

    /// What somebody does before a question is asked.
    @FunctionalInterface
    interface Meanwhile {
        void before(int question) throws IOException;
    }

    /// What 99 of a hundred answers do not exceed.
    static Duration p99(OpenDoor open, Peer known, int questions) throws IOException {
        return p99(open, known, questions, _ -> {});
    }

    /// The same while others do something.
    static Duration p99(OpenDoor open, Peer known, int questions, Meanwhile others) throws IOException {
        var waits = new long[questions];
        for (int i = 0; i < questions; i++) {
            others.before(i);
            long asked = System.nanoTime();
            open.serves(known);
            waits[i] = System.nanoTime() - asked;
        }
        Arrays.sort(waits);
        return Duration.ofNanos(waits[questions - questions / 100 - 1]);
    }

    /// How long the slowest of those answers may take, given how long it took before.
    static Duration most(Duration before) {
        var asBefore = before.multipliedBy(AS_BEFORE);
        return asBefore.compareTo(SOON) > 0 ? asBefore : SOON;
    }
}
