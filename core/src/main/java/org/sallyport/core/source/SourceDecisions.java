package org.sallyport.core.source;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// What admins decide about people of sources where no rule does. It asks nobody whether they may: that is for whoever
/// calls. Thread-safe.
public final class SourceDecisions {
    private final Store store;
    private final InstantSource clock;

    public SourceDecisions(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// What came of making somebody of a source and an account one.
    public enum Linking {
        LINKED,
        /// The conflict is gone: it was decided, or the source says something else by now.
        NO_SUCH_CONFLICT,
        NO_SUCH_ACCOUNT,
        /// One of the two belongs to somebody else already.
        LINKED_ALREADY
    }

    /// The links whose sources keep an account from being active; empty where none does.
    public static List<SourceLink> against(Books books, AccountId account) {
        return SourceLinks.in(books).of(account).stream()
                .filter(link -> link.state() != SourceState.PRESENT)
                .toList();
    }

    /// Makes somebody of a source and an account one; the next word of the source changes the account.
    public Linking link(SourceKey key, AccountId account, Actor by, Reason why) {
        Instant now = clock.instant();
        return store.transact(books -> {
            if (SourceConflicts.in(books).find(key).isEmpty()) {
                return Linking.NO_SUCH_CONFLICT;
            }
            // A device is nobody's account of a source.
            if (Accounts.in(books).find(account).filter(one -> !one.isDevice()).isEmpty()) {
                return Linking.NO_SUCH_ACCOUNT;
            }
            var links = SourceLinks.in(books);
            var others = links.of(account).stream()
                    .filter(link -> link.key().source().equals(key.source()))
                    .toList();
            // Somebody whom the source knew by another id, which it has forgotten, is known by this one from now on.
            boolean isTaken =
                    links.find(key).isPresent() || others.stream().anyMatch(link -> link.state() != SourceState.GONE);
            if (isTaken) {
                return Linking.LINKED_ALREADY;
            }
            others.forEach(link -> links.remove(link.key()));
            links.put(new SourceLink(account, key, SourceState.PRESENT, now, now, ownedBy(others)));
            SourceConflicts.in(books).remove(key);
            Changes.in(books).changed(account);
            append(books, AuditKind.SOURCE_LINKED, Optional.of(account), key, by, why, now);
            return Linking.LINKED;
        });
    }

    private static Owned ownedBy(List<SourceLink> others) {
        return others.stream().map(SourceLink::owned).findFirst().orElse(Owned.NOTHING);
    }

    /// Leaves a conflict as it is: nobody becomes one, and nobody is asked again.
    ///
    /// @return false when there is no such conflict
    public boolean leave(SourceKey key, Actor by, Reason why) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var conflict = SourceConflicts.in(books).find(key);
            conflict.ifPresent(found -> {
                SourceConflicts.in(books).put(found.decided(SourceConflict.Decision.LEFT));
                append(books, AuditKind.SOURCE_CONFLICT_LEFT, found.with(), key, by, why, now);
            });
            return conflict.isPresent();
        });
    }

    /// Takes an account away from a source: from now on Sallyport keeps it itself. One that sleeps because of that
    /// source alone becomes disabled, until an admin enables it.
    ///
    /// @return false when there is no such link
    public boolean unlink(SourceKey key, Actor by, Reason why) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var link = SourceLinks.in(books).find(key);
            link.ifPresent(found -> {
                SourceLinks.in(books).remove(key);
                Accounts.in(books).find(found.account()).ifPresent(account -> unlinked(books, account));
                Changes.in(books).changed(found.account());
                append(books, AuditKind.SOURCE_UNLINKED, Optional.of(found.account()), key, by, why, now);
            });
            return link.isPresent();
        });
    }

    private static void unlinked(Books books, Account account) {
        boolean isFreed = account.status() == Account.Status.SUSPENDED
                && against(books, account.id()).isEmpty();
        if (isFreed && !Accounts.in(books).replace(account.withStatus(Account.Status.DISABLED))) {
            throw new Unavailable("store", "account " + account.id() + " is being changed by somebody else");
        }
    }

    private static void append(
            Books books,
            AuditKind kind,
            Optional<AccountId> account,
            SourceKey key,
            Actor by,
            Reason why,
            Instant now) {
        var details = Map.of(
                "source", key.source().value(),
                "external-id", key.externalId(),
                "why", why.value());
        AuditLog.in(books).append(new AuditEvent(now, kind, account, by, details));
    }
}
