package org.sallyport.core.directory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Changes what is on record of an account. It asks nobody whether they may: that is for whoever calls. Every change
/// commits with its audit row. Thread-safe.
public final class AccountRecords {
    private final Store store;
    private final InstantSource clock;

    public AccountRecords(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Gives an account another role, and tells its owner. It holds from their next request on.
    ///
    /// @return false when there is no such account
    public boolean setRole(AccountId id, Account.Role role, Actor by) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var account = Accounts.in(books).find(id);
            account.ifPresent(found -> setRole(books, found, role, by, Map.of(), now));
            return account.isPresent();
        });
    }

    /// The same as part of a transaction, with the reason that one of the staff gave.
    public static void setRole(Books books, Account account, Account.Role role, Actor by, Reason why, Instant now) {
        setRole(books, account, role, by, Map.of("why", why.value()), now);
    }

    private static void setRole(
            Books books, Account account, Account.Role role, Actor by, Map<String, String> said, Instant now) {
        if (account.role() == role) {
            return;
        }
        if (!Accounts.in(books).replace(account.withRole(role))) {
            throw new Unavailable("store", "account " + account.id() + " is being changed by somebody else");
        }
        Changes.in(books).changed(account.id());
        var details = new HashMap<>(said);
        details.put("before", account.role().code());
        details.put("role", role.code());
        AuditLog.in(books).append(AuditEvent.of(AuditKind.ROLE_SET, account.id(), by, now, details));
        OwnersMail.tell(books, Notice.Kind.ROLE_CHANGED, account, Map.of(), now);
    }
}
