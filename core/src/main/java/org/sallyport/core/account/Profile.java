package org.sallyport.core.account;

import java.util.Locale;
import java.util.Set;

/// What the pages show of an account and the groups it is in.
///
/// @param displayName 1 to 100 characters without control or bidi-override characters
/// @param language of pages and notices; the browser's is used before anybody has signed in
public record Profile(String displayName, Locale language, Set<GroupName> groups) {
    public Profile {
        displayName = Text.line(displayName, 100, "a display name");
        groups = Set.copyOf(groups);
    }

    public Profile withLanguage(Locale changed) {
        return new Profile(displayName, changed, groups);
    }
}
