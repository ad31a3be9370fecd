package org.sallyport.bench.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A running server and where it answers. Closing stops it.
record Peer(String name, Child child, Door door) implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final long BETWEEN_QUESTIONS = Duration.ofMillis(3).toNanos();

    /// Waits until a right app password is accepted, and makes sure that a wrong one is not.
    ///
    /// @param begun the moment before the start, as `System.nanoTime` told it
    /// @return how long that took from `begun`
    Duration firstVerdict(Credentials credentials, long begun) {
        var somebody = credentials.one();
        while (door.ask(somebody.name(), somebody.lettersInUse()) != 200) {
            if (!child.isAlive() || System.nanoTime() - begun > LONGEST_START.toNanos()) {
                throw new IllegalStateException(name + " did not come up; its log is in the working folder");
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS);
        }
        var taken = Duration.ofNanos(System.nanoTime() - begun);
        int wrong = door.ask(somebody.name(), "x" + somebody.lettersInUse());
        if (wrong != 401) {
            throw new IllegalStateException(name + " answered a wrong password with " + wrong);
        }
        return taken;
    }

    /// The same server, asked in another way.
    Peer asked(Door.Way way, String title) {
        return new Peer(title, child, new Door(way, door.port(), door.token()));
    }

    @Override
    public void close() {
        child.close();
    }
}
