package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.notice.Told;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Lets the nodes hear of each other's failures, every second: writes down what this one has counted, reads what the
/// others have, and says how many nodes there are. What the throttle has to tell people goes into the same transaction.
/// To be run by one thread at a time.
public final class ThrottleExchange {
    /// How often to run it.
    public static final Duration EVERY = Duration.ofSeconds(1);

    private static final Duration BEAT = Duration.ofSeconds(10);
    // Clocks of nodes differ a little; what is read twice is only read twice.
    private static final Duration OVERLAP = Duration.ofSeconds(5);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration TOLD_EVERY = Duration.ofDays(1);
    private static final Duration TOLD_KEPT = Duration.ofDays(30);
    private static final int MOST_READ = 20_000;

    private final Store store;
    private final List<Throttle> throttles;
    private final InstantSource clock;
    private final UUID self = UUID.randomUUID();
    private final List<Usual> usual;
    private int nodes = 1;
    private Instant beaten = Instant.EPOCH;
    private Instant swept = Instant.EPOCH;
    private Instant read = Instant.EPOCH;

    public ThrottleExchange(Store store, List<Throttle> throttles, InstantSource clock) {
        this.store = store;
        this.throttles = List.copyOf(throttles);
        this.clock = clock;
        this.usual = throttles.stream().map(Usual::new).toList();
    }

    /// @param read whether the counts of the others are among them
    private record News(List<GuessCounts.Count> counts, int nodes, boolean read) {}

    /// Writes and reads once.
    ///
    /// @return what the throttle noticed since the last time, for the operator's log
    /// @throws org.sallyport.core.store.Unavailable when the store cannot be reached; what was counted is kept for the
    /// next time, and weighs as if every node had counted it
    public synchronized List<Alarm> run() {
        Instant now = clock.instant();
        var sent = new HashMap<Throttle, List<GuessCounts.Delta>>();
        var alarms = new HashMap<Throttle, List<Alarm>>();
        usual.forEach(each -> each.judge(store, now));
        throttles.forEach(throttle -> {
            sent.put(throttle, throttle.unsent());
            alarms.put(throttle, throttle.alarms());
        });
        var all = sent.values().stream()
                .flatMap(List::stream)
                // In the order of the names, so that two nodes that write at once wait for each other.
                .sorted(Comparator.comparing(GuessCounts.Delta::counter))
                .toList();
        var raised = alarms.values().stream().flatMap(List::stream).toList();
        var news = store.transact(books -> exchange(books, all, raised, now));
        remember(news, now);
        throttles.forEach(throttle -> {
            throttle.exchanged(sent.getOrDefault(throttle, List.of()), news.counts(), news.nodes());
            throttle.told(alarms.getOrDefault(throttle, List.of()));
        });
        return raised;
    }

    /// This node stops: the others need not leave it a share.
    public synchronized void leave() {
        run();
        var _ = store.transact(books -> {
            Nodes.in(books).leave(self);
            return true;
        });
    }

    // May run more than once: what it has done is remembered by whoever called it.
    private News exchange(Books books, List<GuessCounts.Delta> deltas, List<Alarm> raised, Instant now) {
        var book = GuessCounts.in(books);
        var counts = new ArrayList<GuessCounts.Count>();
        int running = isDue(beaten, BEAT, now) ? Nodes.in(books).beat(self, now, now.minus(Nodes.ALIVE)) : nodes;
        boolean reads = running > 1 || read.equals(Instant.EPOCH);
        if (reads) {
            counts.addAll(book.changedSince(read.minus(OVERLAP), MOST_READ));
        }
        counts.addAll(book.add(deltas, now));
        if (isDue(swept, SWEEP, now)) {
            book.sweep(now);
            KnownSources.in(books).sweep(now.minus(KnownSources.LATELY));
            Told.in(books).sweep(now.minus(TOLD_KEPT));
            Senders.in(books).sweep(now.minus(Senders.KEPT));
        }
        raised.forEach(alarm -> tell(books, alarm, now));
        return new News(counts, running, reads);
    }

    private void remember(News news, Instant now) {
        nodes = news.nodes();
        read = news.read() ? now : read;
        beaten = isDue(beaten, BEAT, now) ? now : beaten;
        swept = isDue(swept, SWEEP, now) ? now : swept;
    }

    private static boolean isDue(Instant last, Duration every, Instant now) {
        return !now.isBefore(last.plus(every));
    }

    private static void tell(Books books, Alarm alarm, Instant now) {
        switch (alarm) {
            case Alarm.AccountUnderAttack(var account) -> {
                if (Told.in(books).isDue(account, "under-attack", now, TOLD_EVERY)) {
                    append(books, AuditKind.ACCOUNT_UNDER_ATTACK, Optional.of(account), Map.of(), now);
                    tellOwner(books, account, now);
                }
            }
            case Alarm.SourceSlowed slowed ->
                append(books, AuditKind.SOURCE_SLOWED, Optional.empty(), Map.of("network", slowed.where()), now);
            case Alarm.StressBegan() -> append(books, AuditKind.STRESS_BEGAN, Optional.empty(), Map.of(), now);
            case Alarm.StressEnded() -> append(books, AuditKind.STRESS_ENDED, Optional.empty(), Map.of(), now);
        }
    }

    private static void append(
            Books books, AuditKind kind, Optional<AccountId> about, Map<String, String> details, Instant now) {
        AuditLog.in(books).append(new AuditEvent(now, kind, about, new Actor.Sallyport(), details));
    }

    private static void tellOwner(Books books, AccountId account, Instant now) {
        Accounts.in(books)
                .find(account)
                .flatMap(owner -> Notice.toOwner(Notice.Kind.GUESSED_AT, owner, Map.of(), now))
                .ifPresent(Notices.in(books)::add);
    }
}
