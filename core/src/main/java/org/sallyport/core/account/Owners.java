package org.sallyport.core.account;

import java.util.List;
import org.sallyport.core.store.Books;

/// Who counts as an owner. While no owner is active every admin stands in for one, so that an installation that has
/// admins only goes on, and one whose owner is disabled is not without anybody.
public final class Owners {
    private Owners() {}

    /// The role that counts of `who`.
    ///
    /// @param staff all there are, as [Accounts#staff] lists them
    public static Account.Role roleOf(Account who, List<Account> staff) {
        return who.role() == Account.Role.ADMIN && staff.stream().noneMatch(Owners::isActiveOwner)
                ? Account.Role.OWNER
                : who.role();
    }

    /// Whether this is an owner, or stands in for one, and nobody else who is active does. Nobody changes one of the
    /// staff until the transaction is over.
    public static boolean isLast(Books books, AccountId id) {
        var staff = Accounts.in(books).staff();
        return staff.stream().anyMatch(one -> one.id().equals(id) && isOwner(one, staff))
                && staff.stream()
                        .filter(one -> !one.id().equals(id))
                        .noneMatch(other -> other.isActive() && isOwner(other, staff));
    }

    private static boolean isOwner(Account who, List<Account> staff) {
        return roleOf(who, staff) == Account.Role.OWNER;
    }

    private static boolean isActiveOwner(Account who) {
        return who.role() == Account.Role.OWNER && who.isActive();
    }
}
