package org.sallyport.core.method;

import java.time.Duration;
import java.time.Instant;

/// What came of checking the code of an authenticator app.
public sealed interface CodeCheck {
    /// Right, and used up.
    record Accepted(MethodId method) implements CodeCheck {}

    record Wrong() implements CodeCheck {}

    /// Right, but it was used before: the next code will do (RFC 6238 section 5.2).
    record AlreadyUsed() implements CodeCheck {}

    /// The code belongs to another time.
    ///
    /// @param by how far the app's clock is ahead; negative when it is behind
    record ClockOff(Duration by) implements CodeCheck {}

    /// Too many wrong codes; the next one is looked at from `nextTry`.
    record TooMany(Instant nextTry) implements CodeCheck {}

    /// So many codes in a row were wrong that this way is [switched off][TryGate#isSwitchedOff].
    record SwitchedOff() implements CodeCheck {}

    record NothingRegistered() implements CodeCheck {}
}
