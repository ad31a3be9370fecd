package org.sallyport.core.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.policy.Tying;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.VerdictNotes;

/// Reads for a person what happened at their own account. Thread-safe.
public final class SignInHistory {
    /// How far back it reaches.
    public static final Duration REACH = Duration.ofDays(30);

    private static final Duration STILL = Duration.ofDays(7);
    private static final Duration WARNED = Duration.ofDays(1);
    private static final int MOST_SHOWN = 100;
    private static final int MOST_READ = 5_000;
    private static final int READ_AT_ONCE = 500;
    private static final int MOST_READ_FOR_WARNINGS = 20_000;

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

    /// Some of the sign-ins, latest first; equal ones of a day are one.
    ///
    /// @param earlier the place to go on from; empty where nothing within reach is left
    public record Page(List<PastSignIn> signIns, Optional<Long> earlier) {}

    /// The latest sign-ins.
    ///
    /// @param zone says when a day ends
    public Page lately(AccountId account, ZoneId zone) {
        return lately(account, zone, Long.MAX_VALUE);
    }

    /// Those before a page's place to go on from.
    public Page lately(AccountId account, ZoneId zone, long before) {
        Instant since = clock.instant().minus(REACH);
        return store.look(books -> {
            var days = new Days(zone, MOST_SHOWN, before);
            boolean more = true;
            while (more && !days.areFull()) {
                var entries = within(AuditLog.in(books).about(account, days.place(), READ_AT_ONCE), since);
                days.add(entries);
                more = entries.size() == READ_AT_ONCE && days.read() < MOST_READ;
            }
            var next = within(AuditLog.in(books).about(account, days.place(), 1), since);
            return new Page(
                    days.signIns().stream()
                            .map(past -> labelled(books, account, past))
                            .toList(),
                    next.isEmpty() ? Optional.empty() : Optional.of(days.place()));
        });
    }

    /// What has sent an old secret within a week, the latest of each secret and place. Looks through so many entries
    /// that nobody who guesses at the account pushes them out.
    public List<PastSignIn> stillSending(AccountId account) {
        return latest(
                account,
                STILL,
                SignInHistory::isOldSecret,
                past -> List.of(past.appPassword(), past.way().source()));
    }

    /// What has sent an app password within a week from where, or for what, its first use did not tie it to: the latest
    /// of each app password, kind of app and neighbourhood. What is allowed meanwhile is left out.
    ///
    /// @param tying what the policy ties to today
    public List<PastSignIn> refusedElsewhere(AccountId account, Tying tying) {
        var refused = latest(
                account,
                STILL,
                past -> past.why().equals(Rejection.ELSEWHERE.code()),
                past -> List.of(past.appPassword(), past.elsewhere()));
        if (refused.isEmpty()) {
            return refused;
        }
        var held = store.look(books -> AppPasswordBook.in(books).heldBy(account));
        return refused.stream()
                .filter(past -> held.stream()
                        .filter(appPassword -> !appPassword.lifetime().isRevoked())
                        .filter(appPassword -> past.appPassword()
                                .filter(appPassword.id()::equals)
                                .isPresent())
                        .anyMatch(appPassword ->
                                isStillRefused(past, appPassword.ties().under(tying))))
                .toList();
    }

    private static boolean isStillRefused(PastSignIn past, Ties ties) {
        boolean isProtocolAllowed = past.way().protocol().filter(ties::allow).isPresent();
        return !isProtocolAllowed || !ties.allow(past.way().source());
    }

    /// Codes that were typed within a day after they had been used: the latest of each place. Its owner may want to
    /// know (NIST SP 800-63B section 3.1.4.2), for whoever typed one knew the account password and had seen the code.
    public List<PastSignIn> usedCodes(AccountId account) {
        return latest(
                account,
                WARNED,
                past -> past.why().equals(PastSignIn.CODE_ALREADY_USED),
                past -> List.of(past.way().source()));
    }

    private List<PastSignIn> latest(
            AccountId account,
            Duration within,
            Predicate<PastSignIn> isWanted,
            Function<PastSignIn, List<Object>> likeness) {
        Instant since = clock.instant().minus(within);
        var found = new LinkedHashMap<List<Object>, PastSignIn>();
        long place = Long.MAX_VALUE;
        for (int read = 0; read < MOST_READ_FOR_WARNINGS; read += READ_AT_ONCE) {
            long before = place;
            var entries = within(store.look(books -> AuditLog.in(books).about(account, before, READ_AT_ONCE)), since);
            entries.stream()
                    .flatMap(entry -> PastSignIn.of(entry).stream())
                    .filter(isWanted)
                    .forEach(past -> found.putIfAbsent(likeness.apply(past), past));
            if (entries.size() < READ_AT_ONCE) {
                break;
            }
            place = entries.getLast().number();
        }
        return List.copyOf(found.values());
    }

    private static List<AuditLog.Entry> within(List<AuditLog.Entry> latestFirst, Instant since) {
        return latestFirst.stream()
                .takeWhile(entry -> !entry.event().at().isBefore(since))
                .toList();
    }

    /// The place from which to wait: whatever comes, comes behind it.
    public long now() {
        return store.look(books -> AuditLog.in(books).head())
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
        var entries = store.look(books -> AuditLog.in(books).since(number, READ_AT_ONCE));
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
        return store.look(books -> AppPasswordBook.in(books).find(account, id))
                .filter(found -> !found.lifetime().isRevoked());
    }

    private static PastSignIn labelled(Books books, AccountId account, PastSignIn past) {
        if (past.label().isPresent() || past.appPassword().isEmpty()) {
            return past;
        }
        var label = AppPasswordBook.in(books)
                .find(account, past.appPassword().get())
                .map(known -> known.label().value());
        return past.called(label);
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
