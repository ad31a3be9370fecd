package org.sallyport.core.roster;

import java.util.List;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.store.Books;

/// How many people are in groups, by the lines of [PeopleIndex].
public interface GroupSizes {
    static GroupSizes in(Books books) {
        return books.book(GroupSizes.class);
    }

    /// The sizes of groups, in the order in which they are named. Whoever is in two spellings of a group counts once;
    /// a group that nobody is in has zeros.
    List<GroupSize> of(List<GroupName> groups);

    /// How many people are in a group.
    ///
    /// @param enforced of them, with a second factor in force
    /// @param enabled of them, who are required to have one and have not registered it
    record GroupSize(GroupName group, int people, int enforced, int enabled) {}
}
