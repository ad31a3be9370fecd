package org.sallyport.core.staff;

import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Those who may do more than look after their own accounts. Thread-safe.
public final class Staff {
    private final Store store;
    private final AdminsNeed need;

    public Staff(Store store, AdminsNeed need) {
        this.store = store;
        this.need = need;
    }

    /// What they need to have proved.
    public AdminsNeed need() {
        return need;
    }

    /// Whether a second factor has to be required of somebody for their role to be of use to them.
    public boolean needsMfa(Role role) {
        return need.requiresMfaOf(role);
    }

    /// The role that counts of somebody now: an admin [stands in][Owners] for an owner where there is none. Looks
    /// nothing up for anybody else. Where one of the staff cannot be read nobody can tell whether that is an owner, so
    /// nobody stands in for one, and everybody is what they are.
    public Role roleOf(Account who) {
        if (who.role() != Role.ADMIN) {
            return who.role();
        }
        try {
            return store.look(books -> Owners.roleOf(who, Accounts.in(books).staff()));
        } catch (Unavailable unread) {
            // This throws too where it is not one row.
            var _ = store.look(books -> ReadableAccounts.in(books).staff());
            return who.role();
        }
    }
}
