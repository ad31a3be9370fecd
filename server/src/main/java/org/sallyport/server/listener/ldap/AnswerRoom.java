package org.sallyport.server.listener.ldap;

import java.util.concurrent.Semaphore;

/// The memory for what searches have found and callers have not taken yet: one for all connections, since a service may
/// open thousands, ask for everybody on each and take nothing. Thread-safe.
final class AnswerRoom {
    /// So much of each answer is not counted: what a sign-in looks up finds room whatever others leave lying. As many
    /// connections as there may be hold 64 MiB of it.
    static final int SMALL = 16 * 1024;

    private static final long LEAST = 2L * Answers.MOST_BYTES;
    private static final long MOST = 64L * 1024 * 1024;
    private static final int SHARE_OF_MEMORY = 16;

    private final Semaphore left;

    AnswerRoom(int bytes) {
        this.left = new Semaphore(bytes);
    }

    /// As much as this process can spare.
    static AnswerRoom ofThisProcess() {
        return new AnswerRoom((int) Math.clamp(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY, LEAST, MOST));
    }

    int left() {
        return left.availablePermits();
    }

    /// For one more answer, of which nothing has been found.
    Share share() {
        return new Share();
    }

    /// What one answer takes. Handed on from whoever finds to whoever tells; used by one thread at a time.
    final class Share {
        private int found;
        private int taken;

        private Share() {}

        /// Takes room for so many bytes more, if there is any.
        boolean take(int bytes) {
            int wanted = Math.max(0, found + bytes - SMALL) - taken;
            boolean room = wanted <= 0 || left.tryAcquire(wanted);
            if (room) {
                found += bytes;
                taken += Math.max(0, wanted);
            }
            return room;
        }

        /// Has been told, or never will be. May be called twice.
        void giveBack() {
            left.release(taken);
            taken = 0;
            found = 0;
        }
    }
}
