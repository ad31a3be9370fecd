package org.sallyport.core.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// By which rule somebody of a source and an account that is there already become one. Whatever the rule, an account
/// with a role of staff becomes one with nobody unless an admin says so.
public enum Merge {
    /// An admin decides each time.
    NEVER,
    SAME_USERNAME,
    /// The same mail address is on record, put there by the organisation or verified.
    SAME_MAIL;

    /// `same-mail`: how the configuration calls it.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Merge> find(String code) {
        return Arrays.stream(values()).filter(m -> m.code().equals(code)).findFirst();
    }
}
