package org.sallyport.core.throttle;

import org.jspecify.annotations.Nullable;
import org.sallyport.core.directory.PasswordCheck;

/// The last ten different secrets of an account that opened nothing, by 64 bit of a keyed digest each.
final class KnownWrong {
    private static final int KEPT = 10;

    private final long[] recent = new long[KEPT];
    private final @Nullable PasswordCheck[] what = new PasswordCheck[KEPT];
    private int next;

    /// What this secret was found to be; null where it is not held.
    @Nullable
    PasswordCheck find(long recognition) {
        int at = at(recognition);
        return at < 0 ? null : what[at];
    }

    void add(long recognition, PasswordCheck found) {
        if (at(recognition) < 0) {
            recent[next] = recognition;
            what[next] = found;
            next = (next + 1) % KEPT;
        }
    }

    void remove(long recognition) {
        int at = at(recognition);
        if (at >= 0) {
            what[at] = null;
        }
    }

    private int at(long recognition) {
        for (int i = 0; i < KEPT; i++) {
            if (what[i] != null && recent[i] == recognition) {
                return i;
            }
        }
        return -1;
    }
}
