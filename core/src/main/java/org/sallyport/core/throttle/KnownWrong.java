package org.sallyport.core.throttle;

/// The last ten different secrets of an account that were wrong, by 64 bit of a keyed digest each.
final class KnownWrong {
    private static final int KEPT = 10;

    private final long[] recent = new long[KEPT];
    private final boolean[] old = new boolean[KEPT];
    private int size;
    private int next;

    boolean holds(long recognition) {
        return at(recognition) >= 0;
    }

    /// Whether it is held and is the account's earlier password.
    boolean holdsAsOld(long recognition) {
        int at = at(recognition);
        return at >= 0 && old[at];
    }

    void addWrong(long recognition) {
        add(recognition, false);
    }

    void addOld(long recognition) {
        add(recognition, true);
    }

    private void add(long recognition, boolean isOld) {
        if (!holds(recognition)) {
            recent[next] = recognition;
            old[next] = isOld;
            next = (next + 1) % KEPT;
            size = Math.min(size + 1, KEPT);
        }
    }

    private int at(long recognition) {
        for (int i = 0; i < size; i++) {
            if (recent[i] == recognition) {
                return i;
            }
        }
        return -1;
    }
}
