package org.sallyport.core.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.method.Method;

/// What came of trying to take a step.
public sealed interface Progress {
    /// The step was taken; this is where it led.
    record Moved(Enrollment enrollment) implements Progress {}

    /// One more method was registered, and the enrollment is over.
    record Registered(Method.Kind kind) implements Progress {}

    /// @param triesLeft before codes rest for a day
    record CodeWrong(int triesLeft) implements Progress {}

    /// @param by how far the app's clock is ahead; negative when it is behind
    record ClockOff(Duration by) implements Progress {}

    /// The code, or the key that was to be proved, is too old; ask for a new one.
    record Expired() implements Progress {}

    /// @param nextTry from when the next one is looked at, or sent
    record TooMany(Instant nextTry) implements Progress {}

    /// This is not the step that comes now.
    ///
    /// @param where the person is instead; empty when nothing is under way or MFA is not required
    record OutOfOrder(Optional<Enrollment> where) implements Progress {}
}
