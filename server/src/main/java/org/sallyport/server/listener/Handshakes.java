package org.sallyport.server.listener;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.sallyport.core.caller.Network;

/// When a TLS handshake may begin. Thread-safe.
///
/// A handshake is the dearest thing that a stranger can ask of an event loop, which has everybody else's questions to
/// answer meanwhile. So only so many begin in one moment, and half of these for one source; the others wait, which
/// nobody notices who is not one of very many. Sources that are known go first, then one of each source in turn: a
/// flood from one place costs others at that place a wait, and nobody else. Whoever waits holds a connection, of which
/// there are only so many ([Connections]), and is cut at the deadline for handshakes.
@SuppressWarnings("FutureReturnValueIgnored") // a loop that takes no more tasks has no callers either
final class Handshakes {
    static final Duration MOMENT = Duration.ofMillis(25);
    // 320 a second, each of some half a millisecond: a sixth of what a loop can do.
    static final int OF_ONE_LOOP = 8;

    private final int most;
    private final int mostOfOneSource;
    private final Predicate<Network> isKnown;
    private final LongSupplier nanos;
    private final SequencedMap<Network, SequencedSet<Promise<Void>>> known = new LinkedHashMap<>();
    private final SequencedMap<Network, SequencedSet<Promise<Void>>> strangers = new LinkedHashMap<>();
    private final Map<Network, Integer> begunBySource = new HashMap<>();
    private int begun;
    private long moment;
    private boolean wakes;

    /// @param isKnown whether somebody at this source has shown lately who it is
    Handshakes(int loops, Predicate<Network> isKnown) {
        this(OF_ONE_LOOP * loops, isKnown, System::nanoTime);
    }

    /// @param most that begin within 25 ms
    Handshakes(int most, Predicate<Network> isKnown, LongSupplier nanos) {
        this.most = most;
        this.mostOfOneSource = Math.max(1, most / 2);
        this.isKnown = isKnown;
        this.nanos = nanos;
        this.moment = momentOf(nanos.getAsLong());
    }

    /// Lets `turn` succeed when its handshake may begin, which may be at once. Whoever fails it no longer waits.
    ///
    /// @param loop where the caller's connection is; wakes those who wait
    void begin(Network source, Promise<Void> turn, EventExecutor loop) {
        synchronized (this) {
            (isKnown.test(source) ? known : strangers)
                    .computeIfAbsent(source, _ -> new LinkedHashSet<>())
                    .add(turn);
        }
        turn.addListener(_ -> leave(source, turn));
        goOn(loop);
    }

    private void goOn(EventExecutor loop) {
        var next = new ArrayList<Promise<Void>>();
        synchronized (this) {
            long now = nanos.getAsLong();
            if (moment != momentOf(now)) {
                moment = momentOf(now);
                begun = 0;
                begunBySource.clear();
            }
            take(known, next);
            take(strangers, next);
            if (!wakes && !(known.isEmpty() && strangers.isEmpty())) {
                wakes = true;
                long left = (moment + 1) * MOMENT.toNanos() - now;
                loop.schedule(() -> wake(loop), left, TimeUnit.NANOSECONDS);
            }
        }
        next.forEach(turn -> turn.trySuccess(null));
    }

    private void wake(EventExecutor loop) {
        synchronized (this) {
            wakes = false;
        }
        goOn(loop);
    }

    // One of each source, and again, until all have begun that may in this moment.
    private void take(SequencedMap<Network, SequencedSet<Promise<Void>>> waiting, List<Promise<Void>> next) {
        int passed = 0;
        while (begun < most && passed < waiting.size()) {
            var first = waiting.pollFirstEntry();
            var source = first.getKey();
            var turns = first.getValue();
            if (begunBySource.getOrDefault(source, 0) < mostOfOneSource) {
                begunBySource.merge(source, 1, Integer::sum);
                begun++;
                next.add(turns.removeFirst());
                passed = 0;
            } else {
                passed++;
            }
            if (!turns.isEmpty()) {
                waiting.putLast(source, turns);
            }
        }
    }

    private synchronized void leave(Network source, Promise<Void> turn) {
        for (var waiting : List.of(known, strangers)) {
            var turns = waiting.get(source);
            if (turns != null && turns.remove(turn) && turns.isEmpty()) {
                waiting.remove(source);
            }
        }
    }

    private static long momentOf(long nanos) {
        return Math.floorDiv(nanos, MOMENT.toNanos());
    }
}
