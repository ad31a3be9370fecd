package org.sallyport.server.listener;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// How many connections all listeners of the process may have together: whatever they do, the store, the pages and the
/// log have file descriptors left. Each listener has a share that no other can use up. Thread-safe.
final class Descriptors {
    /// Where nobody can say how many there are.
    private static final int UNKNOWN = 1_000_000;

    private static final Descriptors OF_THIS_PROCESS = new Descriptors(most());

    private final int most;
    private final List<Share> shares = new ArrayList<>();

    Descriptors(int most) {
        this.most = most;
    }

    static Descriptors ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /// The share of one more listener. All listeners may use what no other is sure to get.
    ///
    /// @param wanted how many connections it ever wants
    synchronized Share share(int wanted) {
        var share = new Share(wanted);
        shares.add(share);
        return share;
    }

    /// What one listener takes from all.
    final class Share {
        private final int wanted;
        private int taken;

        private Share(int wanted) {
            this.wanted = wanted;
        }

        /// Takes one if there is one; [#giveBack] must follow.
        boolean take() {
            synchronized (Descriptors.this) {
                boolean room = taken < sure() ? left() > 0 : left() > keptForOthers(this);
                if (room) {
                    taken++;
                }
                return room;
            }
        }

        void giveBack() {
            synchronized (Descriptors.this) {
                taken--;
            }
        }

        /// The listener is closed, and nothing is kept for it any more.
        void end() {
            synchronized (Descriptors.this) {
                shares.remove(this);
            }
        }

        private int sure() {
            return Math.min(wanted, most / Math.max(1, shares.size()));
        }
    }

    private int left() {
        return most - shares.stream().mapToInt(share -> share.taken).sum();
    }

    private int keptForOthers(Share one) {
        return shares.stream()
                .filter(share -> share != one)
                .mapToInt(share -> Math.max(0, share.sure() - share.taken))
                .sum();
    }

    // A quarter is left for everything else.
    private static int most() {
        long allowed = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : UNKNOWN;
        return Math.clamp(allowed / 4 * 3, 1, UNKNOWN);
    }
}
