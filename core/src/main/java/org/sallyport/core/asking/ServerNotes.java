package org.sallyport.core.asking;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.store.Store;

/// Gathers which servers ask and how they are answered, so that nothing on the way to an answer writes. When each was
/// heard of is written down once a minute at most; how much it asks is known of the last hour, and to this process
/// alone. Thread-safe.
///
/// Bounded: names are those of the configuration, and of each there are so many addresses as the book keeps. Whoever
/// comes from one more takes the place of the address that was silent longest, so a flood of strangers costs other
/// strangers their place and no server that has shown who it is.
public final class ServerNotes implements Watcher {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Store store;
    private final InstantSource clock;
    private final Instant since;
    private final Map<AskingServer, Tally> tallies = new ConcurrentHashMap<>();

    public ServerNotes(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.since = clock.instant();
    }

    /// What is gathered of one server until it is silent for an hour.
    private static final class Tally {
        private final Instant first;
        private final Course course = new Course();
        private volatile Instant last;
        private volatile @Nullable Instant written;

        Tally(Instant now) {
            first = now;
            last = now;
        }

        boolean isNews() {
            return !last.equals(written);
        }
    }

    @Override
    public void answered(AskingServer server, Outcome outcome, Instant now) {
        @Nullable Tally known = tallies.get(server);
        var tally = known == null ? begin(server, now) : known;
        if (now.isAfter(tally.last)) {
            tally.last = now;
        }
        tally.course.count(outcome, now);
    }

    private synchronized Tally begin(AskingServer server, Instant now) {
        if (!tallies.containsKey(server)) {
            var alike = tallies.entrySet().stream()
                    .filter(one -> one.getKey().isCalledLike(server))
                    .toList();
            if (alike.size() >= SeenServers.MOST) {
                alike.stream()
                        .min(Comparator.comparing(one -> one.getValue().last))
                        .ifPresent(one -> tallies.remove(one.getKey()));
            }
        }
        return tallies.computeIfAbsent(server, _ -> new Tally(now));
    }

    /// Since when questions are counted here.
    public Instant since() {
        return since;
    }

    /// Every server that is on record or was heard of here, in their order.
    public List<ServerStanding> all() {
        var now = clock.instant();
        var all = new TreeMap<AskingServer, SeenServer>();
        store.look(books -> SeenServers.in(books).all()).forEach(seen -> all.put(seen.server(), seen));
        tallies.forEach((server, tally) -> all.merge(server, seen(server, tally), SeenServer::and));
        return all.values().stream()
                .map(seen -> {
                    @Nullable Tally tally = tallies.get(seen.server());
                    return tally == null
                            ? new ServerStanding(seen, Rate.NONE, Rate.NONE)
                            : new ServerStanding(
                                    seen, tally.course.within(MINUTE, now), tally.course.within(HOUR, now));
                })
                .toList();
    }

    /// Writes down when servers were heard of, and forgets who has been silent. Called once a minute and at the end.
    ///
    /// @throws org.sallyport.core.store.Unavailable when it cannot be written; it is kept for the next time
    public void flush() {
        var now = clock.instant();
        var news = new TreeMap<AskingServer, SeenServer>();
        tallies.forEach((server, tally) -> {
            if (tally.isNews()) {
                news.put(server, seen(server, tally));
            }
        });
        store.transact(books -> {
            SeenServers.in(books).seen(List.copyOf(news.values()));
            SeenServers.in(books).sweep(now.minus(SeenServers.KEPT));
            return true;
        });
        news.forEach((server, seen) -> {
            @Nullable Tally tally = tallies.get(server);
            if (tally != null) {
                tally.written = seen.last();
            }
        });
        tallies.values().removeIf(tally -> !tally.isNews() && tally.last.isBefore(now.minus(HOUR)));
    }

    private static SeenServer seen(AskingServer server, Tally tally) {
        var last = tally.last;
        return new SeenServer(server, tally.first, last);
    }
}
