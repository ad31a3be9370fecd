package org.sallyport.core.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.VerdictNotes;

/// Reads for a person what happened at their own account. Thread-safe.
public final class SignInHistory {
    /// How far back it reaches.
    public static final Duration REACH = Duration.ofDays(30);

    private static final Duration STILL = Duration.ofDays(7);
    private static final int MOST_SHOWN = 200;
    private static final int MOST_READ = 2_000;
    private static final int READ_AT_ONCE = 500;

    private final Store store;
    private final VerdictNotes notes;
    private final InstantSource clock;

    /// @param notes is asked to write down soon what somebody waits for
    public SignInHistory(Store store, VerdictNotes notes, InstantSource clock) {
        this.store = store;
        this.notes = notes;
        this.clock = clock;
    }

    /// What came while somebody waited.
    ///
    /// @param until the number of the last entry that was looked at: the place to go on from
    public record Arrivals(List<PastSignIn> signIns, long until) {}

    /// The sign-ins of the last thirty days, latest first, at most two hundred.
    public List<PastSignIn> lately(AccountId account) {
        Instant since = clock.instant().minus(REACH);
        return store.transact(books -> about(books, account).stream()
                .filter(past -> !past.at().isBefore(since))
                .map(past -> labelled(books, account, past))
                .limit(MOST_SHOWN)
                .toList());
    }

    /// What has sent an old secret within a week, the latest of each secret and place.
    public List<PastSignIn> stillSending(AccountId account) {
        Instant since = clock.instant().minus(STILL);
        var seen = new HashSet<List<Object>>();
        return store.transact(books -> about(books, account)).stream()
                .filter(past -> !past.at().isBefore(since))
                .filter(SignInHistory::isOldSecret)
                .filter(past -> seen.add(List.of(past.appPassword(), past.way().source())))
                .toList();
    }

    /// The place from which to wait: whatever comes, comes behind it.
    public long now() {
        return store.transact(books -> AuditLog.in(books).head())
                .map(AuditLog.Head::number)
                .orElse(0L);
    }

    /// What has arrived behind `number` that somebody who waits for an app may know: sign-ins of apps at their own
    /// account, and that an unknown name came from their own network. Also makes this node write such sign-ins down at
    /// the next flush for a few minutes.
    ///
    /// @param watcher where whoever waits is
    public Arrivals arrivals(AccountId account, long number, Source watcher) {
        notes.watch(account, clock.instant());
        var entries = store.transact(books -> AuditLog.in(books).since(number, READ_AT_ONCE));
        var arrived = new ArrayList<PastSignIn>();
        for (var entry : entries) {
            boolean own = entry.event().about().filter(account::equals).isPresent();
            PastSignIn.of(entry)
                    .filter(past -> past.way().protocol().isPresent())
                    .filter(past -> own || (entry.event().about().isEmpty() && isUnknownNameFrom(watcher, past)))
                    .ifPresent(arrived::add);
        }
        return new Arrivals(
                arrived, entries.isEmpty() ? number : entries.getLast().number());
    }

    /// Whether this is an app password of the account that can still be waited for.
    public Optional<AppPassword> find(AccountId account, AppPasswordId id) {
        return store.transact(books -> AppPasswordBook.in(books).find(account, id))
                .filter(found -> !found.lifetime().isRevoked());
    }

    private static List<PastSignIn> about(Books books, AccountId account) {
        return AuditLog.in(books).about(account, MOST_READ).stream()
                .flatMap(entry -> PastSignIn.of(entry).stream())
                .toList();
    }

    private static PastSignIn labelled(Books books, AccountId account, PastSignIn past) {
        if (past.label().isPresent() || past.appPassword().isEmpty()) {
            return past;
        }
        var label = AppPasswordBook.in(books)
                .find(account, past.appPassword().get())
                .map(known -> known.label().value());
        return new PastSignIn(past.number(), past.at(), past.what(), past.why(), past.way(), past.appPassword(), label);
    }

    private static boolean isUnknownNameFrom(Source watcher, PastSignIn past) {
        return past.why().equals(Rejection.NO_SUCH_ACCOUNT.code())
                && watcher.prefix().isPresent()
                && watcher.prefix().equals(past.way().source().prefix());
    }

    private static boolean isOldSecret(PastSignIn past) {
        return Rejection.find(past.why()).filter(Rejection::isOldSecret).isPresent();
    }
}
