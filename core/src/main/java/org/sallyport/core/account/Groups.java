package org.sallyport.core.account;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// Who is in which group, looked up by the group. Says what the profiles in [Accounts] say, and changes with them.
///
/// Names that differ in nothing but the letter case of a-z name one group here; see [GroupName#folded].
public interface Groups {
    static Groups in(Books books) {
        return books.book(Groups.class);
    }

    /// At most `limit` groups that have a member, in the order of their folded names, beginning behind `after` (empty
    /// for the first page).
    List<GroupName> page(Optional<GroupName> after, int limit);

    /// At most `limit` groups that have a member, each spelling for itself, in the order of their names.
    List<GroupName> spellings(int limit);

    /// At most `limit` members in the order of their names, beginning behind `after`.
    List<Account> members(GroupName group, Optional<Username> after, int limit);
}
