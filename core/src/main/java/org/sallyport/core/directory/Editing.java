package org.sallyport.core.directory;

import java.util.Set;

/// What came of wanting to change what is on record of somebody.
public sealed interface Editing {
    /// It is on record.
    record Edited() implements Editing {}

    /// It stood there already.
    record Unchanged() implements Editing {}

    /// A source says this of them, and what it says is changed there.
    ///
    /// @param fields codes of what it says: `display-name`, `language`, `groups`, `contact`
    record BelongsToSource(Set<String> fields) implements Editing {
        public BelongsToSource {
            fields = Set.copyOf(fields);
        }
    }

    /// It is about an address that no code may go to.
    record NoCodesThere() implements Editing {}

    record NoSuchAccount() implements Editing {}
}
