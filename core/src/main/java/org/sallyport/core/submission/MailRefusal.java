package org.sallyport.core.submission;

import java.util.Locale;

/// Why a device may not send this.
public enum MailRefusal {
    /// Somebody stopped it, or the account is disabled.
    PAUSED,
    /// Its time is over.
    OVER,
    NETWORK,
    SENDER,
    RECIPIENT,
    /// It has sent as much within the hour as it may. The only one that passes by itself.
    CAP;

    /// How the book of what was sent and the audit log write it; never changed.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it tells of something wrong with the device: of these there can be too many.
    boolean counts() {
        return this != PAUSED && this != OVER;
    }
}
