package org.sallyport.server.listener;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/// How many connections all listeners of the process may have together: whatever they do, the store, the pages and the
/// log have file descriptors left. Thread-safe.
final class Descriptors {
    /// Where nobody can say how many there are.
    private static final int UNKNOWN = 1_000_000;

    private static final Descriptors OF_THIS_PROCESS = new Descriptors(most());

    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Descriptors(int most) {
        this.most = most;
    }

    static Descriptors ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /// Takes one if there is one; [#giveBack] must follow.
    boolean take() {
        return taken.getAndUpdate(count -> count < most ? count + 1 : count) < most;
    }

    void giveBack() {
        taken.decrementAndGet();
    }

    // A quarter is left for everything else.
    private static int most() {
        long allowed = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : UNKNOWN;
        return Math.clamp(allowed / 4 * 3, 1, UNKNOWN);
    }
}
