package org.sallyport.core.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.figures.Figure;
import org.sallyport.core.figures.Figures;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.store.Store;
import org.sallyport.core.throttle.KnownSources;

/// Gathers what verdicts leave behind, so that nothing on the way to a verdict writes: when each app password was last
/// used, and sign-ins for the audit log. Equal sign-ins are counted and written as one entry: the first at the next
/// flush, repeats at most once a minute when refused and once an hour when accepted or when the secret was an old one.
/// When an app password was last used is written down at the next flush too, and again at most once a minute. A crash
/// loses what was gathered since it was last written, never a revocation. Thread-safe; bounded: what is refused has
/// room of its own, so that nobody who is let in goes unnoticed because of a flood of strangers.
public final class VerdictNotes {
    private static final int MOST_REFUSED = 65_536;
    private static final int MAX_WATCHED = 1_000;
    private static final Duration WATCHED_FOR = Duration.ofMinutes(1);
    // So that nobody waits long for the store behind a flush.
    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration NO_GUESS_EVERY = Duration.ofHours(1);
    private static final Duration REJECTED_EVERY = Duration.ofMinutes(1);
    private static final Duration USED_EVERY = Duration.ofMinutes(1);

    private final Store store;
    private final InstantSource clock;
    private final Successes successes;
    private final int mostAccepted;
    private final Map<Tally.Kind, Tally> accepted = new ConcurrentHashMap<>();
    private final Map<Tally.Kind, Tally> refused = new ConcurrentHashMap<>();
    private final Map<AccountId, Instant> watched = new ConcurrentHashMap<>();
    private final LongAdder acceptedTooMany = new LongAdder();
    private final LongAdder refusedTooMany = new LongAdder();

    /// @param mostAccepted how many kinds of sign-ins that were let in are told apart. Whoever is let in every minute
    /// is written down once an hour only as long as it is remembered that it was, so there should be room for every
    /// app in use
    public VerdictNotes(Store store, InstantSource clock, Successes successes, int mostAccepted) {
        this.store = store;
        this.clock = clock;
        this.successes = successes;
        this.mostAccepted = mostAccepted;
    }

    /// Hears at every flush how many sign-ins from a source were right.
    @FunctionalInterface
    public interface Successes {
        void succeeded(Source source, long times, Instant now);
    }

    /// Writes every sign-in of this account down at the next flush for a minute, however often there are equal
    /// ones: its owner is looking.
    public void watch(AccountId account, Instant now) {
        if (watched.size() < MAX_WATCHED || watched.containsKey(account)) {
            watched.put(account, now.plus(WATCHED_FOR));
        }
    }

    /// Notes a verdict. Never blocks and never fails. Deferred verdicts leave nothing behind: they say nothing about
    /// anybody.
    ///
    /// @param account whose it was; null where nobody knows
    /// @param matched the app password that the secret is, whatever the verdict
    void note(Attempt attempt, @Nullable AccountId account, @Nullable AppPasswordId matched, Verdict verdict) {
        switch (verdict) {
            case Verdict.Accepted(var id, var name, var appPassword) ->
                count(attempt, kind(attempt, id, appPassword.orElse(null), null));
            case Verdict.Rejected(var why) -> count(attempt, kind(attempt, account, matched, why));
            case Verdict.Deferred(var why, var retryAfter) -> {
                // Says nothing about anybody.
            }
        }
    }

    /// Notes that an app password opened something; the same as [#note] of its acceptance, with less to look up.
    void noteOpened(Attempt attempt, Opener opener) {
        var latest = opener.latest();
        boolean counted = latest != null && latest.kind().isWayOf(attempt) && latest.count(attempt);
        if (!counted) {
            var accepted = opener.accepted();
            var tally = count(
                    attempt,
                    kind(attempt, accepted.account(), opener.appPassword().id(), null));
            if (tally != null) {
                opener.usedAs(tally);
            }
        }
    }

    private static Tally.Kind kind(
            Attempt attempt,
            @Nullable AccountId account,
            @Nullable AppPasswordId appPassword,
            @Nullable Rejection why) {
        // Whoever is refused has as many addresses as there are in one network, and none of them is worth a line.
        var source = why == null
                ? attempt.source()
                : attempt.source()
                        .prefix()
                        .map(network -> Source.of(network.address()))
                        .orElse(attempt.source());
        return new Tally.Kind(account, appPassword, why, attempt.protocol(), source, attempt.asker());
    }

    /// The tally it was counted in; null where there is no room for another.
    private @Nullable Tally count(Attempt attempt, Tally.Kind kind) {
        var tallies = kind.why() == null ? accepted : refused;
        while (true) {
            var tally = tallies.get(kind);
            if (tally == null) {
                if (tallies.size() >= (kind.why() == null ? mostAccepted : MOST_REFUSED)) {
                    (kind.why() == null ? acceptedTooMany : refusedTooMany).increment();
                    return null;
                }
                tally = tallies.computeIfAbsent(kind, Tally::new);
            }
            if (tally.count(attempt)) {
                return tally;
            }
            tallies.remove(kind, tally);
        }
    }

    /// Writes what was gathered, a thousand kinds in one transaction. Called every few seconds and once at the end.
    ///
    /// @throws org.sallyport.core.store.Unavailable when it cannot be written; it is kept for the next time
    public synchronized void flush() {
        Instant now = clock.instant();
        watched.values().removeIf(until -> !now.isBefore(until));
        var uses = new HashMap<AppPasswordId, LastUse>();
        var right = new HashMap<Source, Long>();
        var due = new ArrayList<Due>();
        var used = new HashMap<Tally, Instant>();
        everything().forEach(tally -> {
            var kind = tally.kind();
            long times = tally.times();
            var last = tally.last();
            long news = kind.why() == null ? tally.news() : 0;
            if (news > 0) {
                right.merge(kind.source(), news, Long::sum);
            }
            if (kind.appPassword() != null && isUse(tally, now)) {
                used.put(tally, last);
                var use = new LastUse(last, kind.protocol(), kind.source(), tally.client());
                uses.merge(kind.appPassword(), use, (one, other) -> one.at().isAfter(other.at()) ? one : other);
            }
            if (times > 0 && (isDue(tally, now) || isWatched(kind.account()))) {
                due.add(new Due(tally, times));
            }
        });
        right.forEach((source, times) -> successes.succeeded(source, times, now));
        write(uses);
        writeTooMany(AuditKind.APP_SIGN_IN_ACCEPTED, acceptedTooMany, now);
        writeTooMany(AuditKind.APP_SIGN_IN_REJECTED, refusedTooMany, now);
        used.forEach(Tally::wroteUse);
        for (int from = 0; from < due.size(); from += MOST_AT_ONCE) {
            write(due.subList(from, Math.min(due.size(), from + MOST_AT_ONCE)), now);
        }
        // Half full of what nobody has used since it was written: make room before something has to be dropped.
        boolean crowded = accepted.size() > mostAccepted / 2;
        accepted.values().removeIf(tally -> (crowded || isDue(tally, now)) && tally.putAway());
        refused.values().removeIf(tally -> isDue(tally, now) && tally.putAway());
    }

    /// What is to be written now, and how often it happened when that was decided.
    private record Due(Tally tally, long times) {}

    private Stream<Tally> everything() {
        return Stream.concat(accepted.values().stream(), refused.values().stream());
    }

    private void write(List<Due> page, Instant now) {
        var sightings =
                page.stream().flatMap(due -> due.tally().sighting().stream()).toList();
        var senders = page.stream()
                .flatMap(due -> due.tally().sender(due.times()).stream())
                .toList();
        store.transact(books -> {
            KnownSources.in(books).seen(sightings);
            Senders.in(books).seen(senders);
            page.forEach(due -> new Aftermath(books, due.tally()).write(due.times(), now));
            figures(page).forEach(Figures.in(books)::add);
            return true;
        });
        page.forEach(due -> due.tally().wrote(due.times(), now));
    }

    private static Map<LocalDate, Map<Figure, Long>> figures(List<Due> page) {
        var figures = new TreeMap<LocalDate, Map<Figure, Long>>();
        for (var due : page) {
            figures.computeIfAbsent(DailyFigures.day(due.tally().last()), _ -> new HashMap<>())
                    .merge(figure(due.tally().kind()), due.times(), Long::sum);
        }
        return figures;
    }

    private static Figure figure(Tally.Kind kind) {
        return kind.why() == null
                ? new Figure(Figure.Kind.SIGNED_IN, kind.protocol().code())
                : new Figure(Figure.Kind.REFUSED, kind.why().code());
    }

    private void write(Map<AppPasswordId, LastUse> uses) {
        // Those that were issued together lie together, and a thousand neighbours are fewer pages of the database.
        var pages = uses.entrySet().stream()
                .sorted(Comparator.comparing(use -> use.getKey().value()))
                .gather(Gatherers.windowFixed(MOST_AT_ONCE));
        pages.forEach(page -> store.transact(books -> {
            AppPasswordBook.in(books)
                    .used(page.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
            return true;
        }));
    }

    private void writeTooMany(AuditKind kind, LongAdder counted, Instant now) {
        long times = counted.sum();
        if (times > 0) {
            var details = Map.of("reason", "more than could be told apart", "times", Long.toString(times));
            var event = new AuditEvent(now, kind, Optional.empty(), new Actor.Sallyport(), details);
            store.transact(books -> {
                AuditLog.in(books).append(event);
                return true;
            });
            counted.add(-times);
        }
    }

    private boolean isUse(Tally tally, Instant now) {
        return tally.isUsedAgain()
                && tally.kind().why() == null
                && (tally.isUseDue(USED_EVERY, now) || isWatched(tally.kind().account()));
    }

    private boolean isWatched(@Nullable AccountId account) {
        return account != null && !watched.isEmpty() && watched.containsKey(account);
    }

    private static boolean isDue(Tally tally, Instant now) {
        var why = tally.kind().why();
        var every = why == null || why.isOldSecret() ? NO_GUESS_EVERY : REJECTED_EVERY;
        return tally.isDue(every, now);
    }
}
