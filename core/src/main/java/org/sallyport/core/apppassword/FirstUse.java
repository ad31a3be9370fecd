package org.sallyport.core.apppassword;

import java.time.Instant;

/// The first time an app password opened something: until then it is worth something to whoever has it, afterwards only
/// to the app that came first.
public sealed interface FirstUse {
    /// Nothing hangs on it: made by a release that did not keep first uses, or where the policy asks for nothing.
    record NotKept() implements FirstUse {}

    /// It has not come yet.
    record Awaited() implements FirstUse {}

    /// @param at when
    /// @param ties what it tied the app password to
    record Happened(Instant at, Ties ties) implements FirstUse {}
}
