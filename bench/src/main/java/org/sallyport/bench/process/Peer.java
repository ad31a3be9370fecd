package org.sallyport.bench.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A running server and how it is asked. Closing stops it.
record Peer(String name, Role role, Child child, Load load) implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final long BETWEEN_QUESTIONS = Duration.ofMillis(3).toNanos();

    /// What a server is in a comparison.
    enum Role {
        /// The least that has to be done.
        LOWER_BOUND,
        COMPARED
    }

    /// Waits until a right app password is accepted, and makes sure that a wrong one is not.
    ///
    /// @param begun the moment before the start, as `System.nanoTime` told it
    /// @return how long that took from `begun`
    Duration firstVerdict(long begun) {
        var somebody = load.somebody();
        while (load.ask(somebody) != Load.Answer.ACCEPTED) {
            if (!child.isAlive() || System.nanoTime() - begun > LONGEST_START.toNanos()) {
                throw new IllegalStateException(name + " did not come up; its log is in the working folder");
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS);
        }
        var taken = Duration.ofNanos(System.nanoTime() - begun);
        var wrong = load.ask(somebody.mistyping());
        if (wrong != Load.Answer.REFUSED) {
            throw new IllegalStateException(name + " did not refuse a wrong password: " + wrong);
        }
        return taken;
    }

    /// Waits until it answers, and asks until it answers as fast as it will.
    void warmUp(Shape shape) {
        firstVerdict(System.nanoTime());
        load.run(child, shape, WARM_UP);
    }

    /// The same under another name.
    Peer named(String title) {
        return new Peer(title, role, child, load);
    }

    @Override
    public void close() {
        child.close();
    }
}
