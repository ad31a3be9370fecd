package org.sallyport.bench.load;

/// How long answers took, kept in steps of a microsecond up to a tenth of a second. One thread at a time.
public final class Times {
    private final long[] counts = new long[100_000];
    private long count;

    void add(long nanos) {
        counts[(int) Math.min(counts.length - 1, nanos / 1000)]++;
        count++;
    }

    public long count() {
        return count;
    }

    /// In microseconds.
    ///
    /// @param share 0.5 for the median
    public double at(double share) {
        long wanted = (long) Math.ceil(count * share);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return i;
            }
        }
        return counts.length;
    }
}
