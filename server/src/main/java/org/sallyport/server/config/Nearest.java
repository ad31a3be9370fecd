package org.sallyport.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what somebody may have meant.
final class Nearest {
    private Nearest() {}

    /// The known path nearest to the unknown one by the Levenshtein distance, if it is near enough to be meant.
    static Optional<String> to(String unknown, Collection<String> known) {
        int near = Math.max(2, unknown.length() / 4);
        return known.stream()
                .filter(candidate -> distance(unknown, candidate) <= near)
                .min(Comparator.<String>comparingInt(candidate -> distance(unknown, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
