package org.sallyport.core.staff;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.directory.AccountRecords;
import org.sallyport.core.store.Store;

/// Where staff give roles to others. Of two who take each other's role at once one keeps theirs. Thread-safe.
public final class RoleDesk {
    private final Store store;
    private final InstantSource clock;

    public RoleDesk(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// All there are and can be read, in the order of their names.
    public List<Account> staff() {
        return store.look(books -> ReadableAccounts.in(books).staff());
    }

    /// Gives `whom` a role, if `giver` may as they stand when it is done.
    public Granting grant(AccountId giver, AccountId whom, Role wanted, Reason why) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var staff = Accounts.in(books).staff();
            var account = Accounts.in(books).find(whom);
            if (account.isEmpty()) {
                return Granting.NO_SUCH_ACCOUNT;
            }
            boolean may = !giver.equals(whom)
                    && staff.stream()
                            .filter(one -> one.id().equals(giver) && one.isActive())
                            .anyMatch(one -> mayGive(Owners.roleOf(one, staff), account.get(), wanted));
            if (!may) {
                return Granting.NOT_ALLOWED;
            }
            AccountRecords.setRole(books, account.get(), wanted, new Actor.Person(giver), why, now);
            return Granting.GRANTED;
        });
    }

    private static boolean mayGive(Role giver, Account whom, Role wanted) {
        return Duties.about(giver, whom.role()).contains(Permission.ROLES_GRANT)
                && Duties.grantedBy(giver).contains(wanted);
    }
}
