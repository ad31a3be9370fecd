package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.util.List;

/// A part of what a search looks through.
sealed interface Section {
    /// Entries that are at hand.
    record Fixed(List<Entry> entries) implements Section {
        public Fixed {
            entries = List.copyOf(entries);
        }
    }

    /// All people, as they are named in a branch.
    record People(Branch branch) implements Section {}

    record Groups() implements Section {}
}
