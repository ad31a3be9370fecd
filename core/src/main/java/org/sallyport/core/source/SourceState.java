package org.sallyport.core.source;

import java.util.Locale;

/// What a source says about whether somebody may sign in.
public enum SourceState {
    PRESENT,
    /// They are there, and may not.
    DISABLED,
    /// They are not there any more.
    GONE;

    /// `present`: how the audit log and the pages call it; never changed.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
