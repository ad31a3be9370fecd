package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;

/// What is counted, and over which time. Counters of one family are bounded together.
enum Family {
    /// Failures of one account from one source, until an hour has passed without one.
    PAIR("pair", Duration.ofHours(1), Duration.ofHours(1)),
    /// Failures of one account from one source that a success has forgiven.
    FORGIVEN("forgiven", Duration.ofDays(1), Duration.ofDays(1)),
    /// Failures of one account from anywhere.
    ACCOUNT("account", Duration.ofDays(1), Duration.ofDays(1)),
    /// Failures of one source at any account.
    SOURCE("source", Duration.ofMinutes(10), Duration.ofMinutes(10)),
    /// Sign-ins from one source that were right.
    GOOD("good", Duration.ofMinutes(10), Duration.ofMinutes(10)),
    /// Accounts at which one source has failed.
    SPRAY("spray", Duration.ofMinutes(10), Duration.ofMinutes(10)),
    /// All failures, kept for a week so that a rate can be called unusual.
    TOTAL("total", Duration.ofMinutes(10), Duration.ofDays(7));

    private final String code;
    private final Duration slot;
    private final Duration keptBehind;

    Family(String code, Duration slot, Duration keptBehind) {
        this.code = code;
        this.slot = slot;
        this.keptBehind = keptBehind;
    }

    String code() {
        return code;
    }

    /// The number of the slot of time that a moment is in.
    long slotAt(Instant now) {
        return Math.floorDiv(now.toEpochMilli(), slot.toMillis());
    }

    /// How much of the slot has passed, 0 to 1.
    double passed(Instant now) {
        return (double) Math.floorMod(now.toEpochMilli(), slot.toMillis()) / slot.toMillis();
    }

    /// When a counter may be forgotten that was changed at `now`.
    Instant expires(Instant now) {
        if (this == PAIR) {
            return now.plus(keptBehind);
        }
        return Instant.ofEpochMilli((slotAt(now) + 1) * slot.toMillis()).plus(keptBehind);
    }
}
