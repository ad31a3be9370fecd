package org.sallyport.core.verify;

/// Why the answer has to wait.
public enum Delay {
    /// A part that is needed for the answer is down.
    OUTAGE,
    /// Too many account passwords are being checked at once.
    BUSY,
    /// This source guessed wrong so often for this account that its next guess has to wait.
    THROTTLED
}
