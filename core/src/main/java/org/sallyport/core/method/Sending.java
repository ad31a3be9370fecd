package org.sallyport.core.method;

import java.time.Instant;

/// What came of asking for a code.
public sealed interface Sending {
    record Sent() implements Sending {}

    /// @param nextTry from when one is sent again
    record TooMany(Instant nextTry) implements Sending {}

    /// Where it should go cannot be reached, ever.
    record Refused() implements Sending {}

    /// Whoever sends it cannot be reached now.
    record NotNow() implements Sending {}

    /// The organisation's budget is used up; another method will do.
    record Stopped() implements Sending {}

    /// Sign-in only: so many codes in a row were wrong that this way is [switched off][TryGate#isSwitchedOff], and no
    /// code would be taken.
    record SwitchedOff() implements Sending {}

    /// The organisation sends no codes there.
    record NotServed() implements Sending {}

    /// Set-up only: the account has registered it before.
    record AlreadyRegistered() implements Sending {}

    /// Set-up only: the account holds as many of this kind as it may.
    record NoRoom() implements Sending {}
}
