package org.sallyport.core.roster;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.PosixAccounts;
import org.sallyport.core.account.PosixGroups;
import org.sallyport.core.account.PosixIds;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Gives accounts and groups the numbers that Unix machines know them by, and takes them away. Every change commits
/// with its audit row. Thread-safe.
public final class PosixDesk {
    private final Store store;
    private final InstantSource clock;

    public PosixDesk(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// What came of giving a number.
    public enum Giving {
        GIVEN,
        /// Somebody else has the number.
        TAKEN,
        NO_SUCH_ACCOUNT
    }

    public Giving give(AccountId account, PosixIds ids, Actor by) {
        return store.transact(books -> {
            if (Accounts.in(books).find(account).isEmpty()) {
                return Giving.NO_SUCH_ACCOUNT;
            }
            if (!PosixAccounts.in(books).set(account, ids)) {
                return Giving.TAKEN;
            }
            var details = Map.of(
                    "uid", Long.toString(ids.uid()),
                    "gid", Long.toString(ids.gid()),
                    "home", ids.home(),
                    "shell", ids.shell());
            note(books, AuditKind.POSIX_IDS_SET, Optional.of(account), by, details);
            return Giving.GIVEN;
        });
    }

    public void take(AccountId account, Actor by) {
        var _ = store.transact(books -> {
            PosixAccounts.in(books).clear(account);
            note(books, AuditKind.POSIX_IDS_CLEARED, Optional.of(account), by, Map.of());
            return true;
        });
    }

    public Giving give(GroupName group, long gid, Actor by) {
        PosixIds.requireGid(gid);
        return store.transact(books -> {
            if (!PosixGroups.in(books).set(group, gid)) {
                return Giving.TAKEN;
            }
            var details = Map.of("group", group.value(), "gid", Long.toString(gid));
            note(books, AuditKind.POSIX_IDS_SET, Optional.empty(), by, details);
            return Giving.GIVEN;
        });
    }

    public void take(GroupName group, Actor by) {
        var _ = store.transact(books -> {
            PosixGroups.in(books).clear(group);
            note(books, AuditKind.POSIX_IDS_CLEARED, Optional.empty(), by, Map.of("group", group.value()));
            return true;
        });
    }

    private void note(Books books, AuditKind kind, Optional<AccountId> about, Actor by, Map<String, String> details) {
        Instant now = clock.instant();
        AuditLog.in(books).append(new AuditEvent(now, kind, about, by, details));
    }
}
