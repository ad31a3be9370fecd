package org.sallyport.core.staff;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Store;

/// Writes down that one of the staff was refused something: they look for what they may not do, or somebody else does
/// in their browser. Of each the first few of an hour are written, so that nobody floods the audit log. Thread-safe.
public final class RefusalNotes {
    /// So many are written of one of the staff in an hour, on each node.
    public static final int MOST = 10;

    private static final Duration WINDOW = Duration.ofHours(1);

    private final Store store;
    private final InstantSource clock;
    private final Map<AccountId, Window> windows = new HashMap<>();

    public RefusalNotes(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Window(Instant began, int written) {}

    /// @param whom it would have been done to; empty where that is nobody, or nobody that there is
    public void refused(AccountId who, Permission needed, Optional<AccountId> whom) {
        Instant now = clock.instant();
        int number = next(who, now);
        if (number > MOST) {
            return;
        }
        var details = new HashMap<>(Map.of("needed", needed.code()));
        if (number == MOST) {
            details.put("more", "not written for an hour");
        }
        store.transact(books -> {
            var known = whom.filter(id -> Accounts.in(books).find(id).isPresent());
            AuditLog.in(books)
                    .append(new AuditEvent(now, AuditKind.STAFF_REFUSED, known, new Actor.Person(who), details));
            return true;
        });
    }

    private synchronized int next(AccountId who, Instant now) {
        // As many as there are staff who were refused within the hour.
        windows.values().removeIf(window -> !now.isBefore(window.began().plus(WINDOW)));
        var window = windows.getOrDefault(who, new Window(now, 0));
        windows.put(who, new Window(window.began(), window.written() + 1));
        return window.written() + 1;
    }
}
