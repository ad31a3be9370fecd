package org.sallyport.core.throttle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Maps that hold 65 536 entries and then drop the one that was asked for longest ago.
public final class Bounded {
    public static final int MOST = 65_536;

    private Bounded() {}

    public static <K, V> Map<K, V> map() {
        return map(_ -> {});
    }

    /// @param dropped is told each key that falls out
    static <K, V> Map<K, V> map(Consumer<? super K> dropped) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @java.io.Serial
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<K, V> eldest) {
                if (eldest == null || size() <= MOST) {
                    return false;
                }
                dropped.accept(eldest.getKey());
                return true;
            }
        };
    }
}
