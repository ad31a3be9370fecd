package org.sallyport.core.account;

/// The name of a group of accounts, as the organisation says it.
///
/// @param value 1 to 64 characters; compared as it is written
public record GroupName(String value) implements Comparable<GroupName> {
    public GroupName {
        value = Text.line(value, 64, "a group name");
    }

    /// The name with A-Z as a-z: what two spellings of it have in common for whoever ignores letter case.
    public String folded() {
        var folded = new StringBuilder(value);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            folded.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return folded.toString();
    }

    @Override
    public int compareTo(GroupName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
