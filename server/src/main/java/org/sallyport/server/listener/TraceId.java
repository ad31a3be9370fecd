package org.sallyport.server.listener;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.MDC;

/// Names one request in the log and in its answer, so that the two can be laid side by side. Not a secret, and no
/// proof of anything: sixteen hexadecimal digits.
public record TraceId(String value) {
    public static TraceId fresh() {
        return new TraceId(
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    /// Does this work for the request: whatever the thread writes to the log meanwhile names it.
    <R> R during(Supplier<R> work) {
        try (var _ = MDC.putCloseable("trace", value)) {
            return work.get();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
