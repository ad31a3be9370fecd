package org.sallyport.core.verify;

import java.util.Optional;
import org.sallyport.core.account.Username;

/// A user name as somebody typed it. People type passwords into this field, so it prints as `TypedName[hidden]` and is
/// never logged; it is resolved to an account once.
public record TypedName(String value) {
    /// The canonical name; empty where it can be no name.
    public Optional<Username> canonical() {
        return Username.parse(value);
    }

    @Override
    public String toString() {
        return "TypedName[hidden]";
    }
}
