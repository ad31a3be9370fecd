package org.sallyport.server.web.admin.rollout;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// A number of days, as somebody types it.
final class Days {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}");

    private Days() {}

    /// Empty where it is none from 1 to `most`.
    static Optional<Duration> read(String typed, Duration most) {
        return Optional.of(typed.strip())
                .filter(text -> DIGITS.matcher(text).matches())
                .map(text -> Duration.ofDays(Long.parseLong(text)))
                .filter(days -> days.isPositive() && days.compareTo(most) <= 0);
    }
}
