package org.sallyport.bench;

import java.util.List;
import java.util.Locale;

/// The median of several measurements with the least and the most of them.
public record Spread(double median, double least, double most) {
    /// @throws IllegalArgumentException when there are none
    public static Spread of(List<Double> measured) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("a spread needs at least one measurement, found none");
        }
        var sorted = measured.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /// `median [least–most]` with this many digits behind the point.
    public String text(int digits) {
        return "%,.{d}f [%,.{d}f–%,.{d}f]"
                .replace("{d}", Integer.toString(digits))
                .transform(form -> String.format(Locale.ROOT, form, median, least, most));
    }
}
