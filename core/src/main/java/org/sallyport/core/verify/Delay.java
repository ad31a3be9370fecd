package org.sallyport.core.verify;

/// Why the answer has to wait.
public enum Delay {
    /// A part that is needed for the answer is down.
    OUTAGE("outage"),
    /// Too many account passwords are being checked at once.
    BUSY("busy"),
    /// This source guessed wrong so often for this account that its next guess has to wait.
    THROTTLED("throttled");

    private final String code;

    Delay(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
