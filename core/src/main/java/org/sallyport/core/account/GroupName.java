package org.sallyport.core.account;

/// The name of a group of accounts, as the organisation says it.
///
/// @param value 1 to 64 characters; compared as it is written
public record GroupName(String value) implements Comparable<GroupName> {
    public GroupName {
        value = Text.line(value, 64, "a group name");
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
