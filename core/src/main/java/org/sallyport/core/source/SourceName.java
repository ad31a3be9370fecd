package org.sallyport.core.source;

import java.util.regex.Pattern;

/// The name of a source of accounts, as the configuration calls it: its kind and a name, `ldap/acme`.
///
/// @param value two words of small letters, digits and hyphens with a slash between them, at most 64 characters
public record SourceName(String value) implements Comparable<SourceName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*");
    private static final int LONGEST = 64;

    public SourceName {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("the name of a source reads ldap/acme, found \"" + value + "\"");
        }
    }

    /// What comes before the slash: by which protocol it is asked.
    public String kind() {
        return value.substring(0, value.indexOf('/'));
    }

    @Override
    public int compareTo(SourceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
