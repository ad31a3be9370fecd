package org.sallyport.core.directory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Unavailable;

/// Changes what is on record of an account, as part of a transaction. It asks nobody whether they may: that is for
/// whoever calls. Every change has its audit row.
public final class AccountRecords {
    private AccountRecords() {}

    /// Gives an account another role, and tells its owner. It holds from their next request on. What else comes with a
    /// role is for whoever calls.
    ///
    /// @param said what the audit row says besides
    /// @throws Unavailable when somebody else is changing the account
    public static void setRole(
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
