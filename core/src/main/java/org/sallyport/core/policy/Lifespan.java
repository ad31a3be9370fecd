package org.sallyport.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long app passwords last. Zero stands for no limit, everywhere.
///
/// @param usual after which a new one expires where nothing else is said
/// @param longest after which a new one expires at the latest
/// @param sleepAfter how long nothing may have used one before it is put to sleep
/// @param endAfter how long nothing may have used one before it is revoked
public record Lifespan(Duration usual, Duration longest, Duration sleepAfter, Duration endAfter) {
    /// Without limits.
    public static final Lifespan ENDLESS = new Lifespan(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    Lifespan withUsual(Duration other) {
        return new Lifespan(other, longest, sleepAfter, endAfter);
    }

    Lifespan withLongest(Duration other) {
        return new Lifespan(usual, other, sleepAfter, endAfter);
    }

    Lifespan withSleepAfter(Duration other) {
        return new Lifespan(usual, longest, other, endAfter);
    }

    Lifespan withEndAfter(Duration other) {
        return new Lifespan(usual, longest, sleepAfter, other);
    }

    /// When one expires that is issued now; empty for never.
    ///
    /// @param wanted empty where nothing was said
    public Optional<Instant> expires(Optional<Instant> wanted, Instant now) {
        var end = wanted.or(() -> after(usual, now));
        var last = after(longest, now);
        return end.isEmpty() ? last : end.map(at -> last.filter(at::isAfter).orElse(at));
    }

    /// Until when one that is issued now can last; empty for ever.
    public Optional<Instant> last(Instant now) {
        return after(longest, now);
    }

    /// Whether nothing has used one for so long that it is put to sleep.
    ///
    /// @param used when it was last used, or issued where nothing has
    public boolean sleeps(Instant used, Instant now) {
        return after(sleepAfter, used).filter(end -> !now.isBefore(end)).isPresent();
    }

    /// The same until it is revoked.
    public boolean ends(Instant used, Instant now) {
        return after(endAfter, used).filter(end -> !now.isBefore(end)).isPresent();
    }

    private static Optional<Instant> after(Duration time, Instant from) {
        return time.isZero() ? Optional.empty() : Optional.of(from.plus(time));
    }
}
