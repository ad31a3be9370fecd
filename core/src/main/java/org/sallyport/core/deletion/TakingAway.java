package org.sallyport.core.deletion;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.Deletion;
import org.sallyport.core.account.Deletions;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Books;

/// Erases an account that nobody has ever used, at once. Nobody is told, and its name is free: nothing knows anybody by
/// it. What was under way, and what the audit log says of it, follows as of any [deletion][DeletionDesk].
public final class TakingAway {
    private TakingAway() {}

    /// Does it as part of a transaction. Whether nobody used it, and whether `by` may, is for whoever calls.
    public static void carryOut(Books books, Account unused, Actor by, Map<String, String> said, Instant now) {
        var id = unused.id();
        Requirements.in(books).clear(new Subject.Person(id));
        Policies.forget(books, id);
        Erasure.in(books).erase(id);
        Deletions.in(books).put(new Deletion(id, now, now, unused.status(), Optional.of(now)));
        Changes.in(books).changed(id);
        AuditLog.in(books).append(AuditEvent.of(AuditKind.ACCOUNT_DELETED, id, by, now, said));
    }
}
