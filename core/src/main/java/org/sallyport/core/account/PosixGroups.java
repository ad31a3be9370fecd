package org.sallyport.core.account;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sallyport.core.store.Books;

/// The book of the groups that Unix machines know. Names are compared as in [Groups].
public interface PosixGroups {
    static PosixGroups in(Books books) {
        return books.book(PosixGroups.class);
    }

    /// Sets the group's gid, in place of an earlier one.
    ///
    /// @return false when another group has it; then nothing is changed
    boolean set(GroupName group, long gid);

    void clear(GroupName group);

    OptionalLong gid(GroupName group);

    Optional<GroupName> withGid(long gid);

    /// At most `limit` groups that have a gid, in the order of their names, beginning behind `after`.
    List<GroupName> page(Optional<GroupName> after, int limit);
}
