package org.sallyport.core.method;

import java.util.List;

/// How many methods one account may hold.
public final class Room {
    /// Enough for everything that somebody carries or wears; few enough to know each of them again.
    public static final int MOST = 10;

    public static final int MOST_OF_A_KIND = 5;

    private Room() {}

    /// Whether there is room for one more of any kind.
    public static boolean isLeft(List<Method> held) {
        return held.size() < MOST;
    }

    /// Whether there is room for one more of this kind.
    public static boolean isLeft(List<Method> held, Method.Kind kind) {
        return isLeft(held) && held.stream().filter(m -> m.kind() == kind).count() < MOST_OF_A_KIND;
    }
}
