package org.sallyport.core.verify;

import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.FirstUse;
import org.sallyport.core.apppassword.FirstUses;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Network;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Judges whoever comes with an app password that waits for its first use: by what the store says now, and in one
/// transaction with what a first use leaves behind, so that it is kept before it is acknowledged. Of two at once, on
/// whichever nodes, one is the first, and the other is judged by what that one tied the app password to. Thread-safe.
public final class FirstSignIns {
    private final Store store;
    private final SnapshotLoader loader;

    /// @param store drops the snapshots of whatever is changed through it
    public FirstSignIns(Store store, SnapshotLoader loader) {
        this.store = store;
        this.loader = loader;
    }

    /// @throws org.sallyport.core.store.Unavailable when it cannot be read or kept; then it was no first use, or
    /// whoever asks again finds it kept
    Verdict judge(Attempt attempt, Username name, AppPasswordId id, Instant now) {
        return store.transact(books -> {
            var aCase = read(books, attempt, name, id, now);
            if (aCase.isEmpty()) {
                return gone();
            }
            var verdict = Rule.judge(aCase.get());
            var matched = aCase.get().matched();
            if (!(verdict instanceof Verdict.Accepted) || matched == null || !matched.isAwaited()) {
                return verdict;
            }
            var tying = aCase.get().snapshot().terms().tying();
            var ties = Ties.of(tying, attempt.protocol(), attempt.source());
            if (FirstUses.in(books).happened(matched.account(), id, new FirstUse.Happened(now, ties))) {
                Changes.in(books).changed(matched.account());
                note(books, attempt, matched, ties, now);
                return verdict;
            }
            // Somebody was first, or revoked it, since these books were read.
            return read(books, attempt, name, id, now).map(Rule::judge).orElseGet(FirstSignIns::gone);
        });
    }

    private Optional<Case> read(Books books, Attempt attempt, Username name, AppPasswordId id, Instant now) {
        return loader.load(books, name)
                .flatMap(snapshot ->
                        snapshot.appPassword(id).map(appPassword -> new Case(attempt, snapshot, appPassword, now)));
    }

    // What is no longer held was revoked, and long ago.
    private static Verdict gone() {
        return new Verdict.Rejected(Rejection.REVOKED);
    }

    private static void note(Books books, Attempt attempt, AppPassword used, Ties ties, Instant now) {
        var details = new HashMap<String, String>();
        details.put("app-password", used.id().toString());
        details.put("label", used.label().value());
        details.put("protocol", attempt.protocol().code());
        details.put("source", attempt.source().toString());
        ties.families().forEach(family -> details.put("tied-to", family.code()));
        ties.networks().stream().map(Network::toString).forEach(network -> details.put("tied-to-network", network));
        AuditLog.in(books)
                .append(AuditEvent.of(
                        AuditKind.APP_PASSWORD_FIRST_USED,
                        used.account(),
                        new Actor.App(attempt.asker()),
                        now,
                        details));
    }
}
