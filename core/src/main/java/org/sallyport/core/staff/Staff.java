package org.sallyport.core.staff;

import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Owners;
import org.sallyport.core.store.Store;

/// Those who may do more than look after their own accounts. Thread-safe.
public final class Staff {
    private final Store store;

    public Staff(Store store) {
        this.store = store;
    }

    /// The role that counts of somebody now: an admin [stands in][Owners] for an owner where there is none. Looks
    /// nothing up for anybody else.
    public Role roleOf(Account who) {
        return who.role() == Role.ADMIN
                ? store.look(books -> Owners.roleOf(who, Accounts.in(books).staff()))
                : who.role();
    }
}
