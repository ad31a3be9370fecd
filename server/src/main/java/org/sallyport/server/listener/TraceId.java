package org.sallyport.server.listener;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Names one request in the log and in its answer, so that the two can be laid side by side. Not a secret, and no
/// proof of anything: sixteen hexadecimal digits.
public record TraceId(String value) {
    /// The request that the current thread is busy with.
    public static final ScopedValue<TraceId> CURRENT = ScopedValue.newInstance();

    public static TraceId fresh() {
        return new TraceId(
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    @Override
    public String toString() {
        return value;
    }
}
