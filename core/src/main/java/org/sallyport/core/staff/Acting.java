package org.sallyport.core.staff;

import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.store.Books;

/// Whether one of the staff may do something to somebody as both stand in the transaction that does it.
public final class Acting {
    private Acting() {}

    /// Whether they may do something that is about nobody in particular.
    public static boolean may(Books books, AccountId acts, Permission permission) {
        var staff = Accounts.in(books).staff();
        return staff.stream()
                .filter(one -> one.id().equals(acts) && one.isActive())
                .anyMatch(one -> Duties.of(Owners.roleOf(one, staff)).contains(permission));
    }

    /// Nobody of the staff changes until the transaction is over.
    public static boolean may(Books books, AccountId acts, AccountId whom, Permission permission) {
        var staff = Accounts.in(books).staff();
        var account = Accounts.in(books).find(whom);
        return staff.stream()
                .filter(one -> one.id().equals(acts) && one.isActive())
                .anyMatch(one -> account.filter(found -> Duties.about(Owners.roleOf(one, staff), found.role())
                                .contains(permission))
                        .isPresent());
    }
}
