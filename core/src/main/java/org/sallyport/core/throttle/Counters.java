package org.sallyport.core.throttle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;

/// The counters of one side of the house: what all nodes are known to have counted, and what this one has counted since
/// they last told each other. Not thread-safe: [Throttle] holds its lock. Bounded for each family, and what falls out
/// is forgiven.
///
/// A guess that the others have not heard of yet weighs as much as there are nodes, as if each had seen one. So all
/// nodes together allow what one alone would, and nobody gains by asking them all.
final class Counters {
    private static final int MOST_SENT = 2_000;
    private static final List<Family> FAMILIES = List.of(Family.values());

    private final Ladder ladder;
    private final Keyset keyset;
    private final Map<Family, Map<String, Counter>> families = new EnumMap<>(Family.class);
    private final Set<String> unsent = new LinkedHashSet<>();
    private int nodes = 1;

    private static final class Counter {
        private long shared;
        private long unsent;
        private Instant last = Instant.EPOCH;
        private Instant expires = Instant.EPOCH;
    }

    Counters(Ladder ladder, Keyset keyset) {
        this.ladder = ladder;
        this.keyset = keyset;
        for (var family : FAMILIES) {
            families.put(family, newFamily());
        }
    }

    int nodes() {
        return nodes;
    }

    void nodes(int running) {
        nodes = Math.max(1, running);
    }

    /// What was counted in the last slot of time, as far as it can be told: that of this slot, and of the one before as
    /// much as it still reaches into the last slot's length.
    double count(Family family, String of, Instant now) {
        if (family == Family.PAIR) {
            return weight(family, name(family, of, 0), now);
        }
        long slot = family.slotAt(now);
        return weight(family, name(family, of, slot), now)
                + weight(family, name(family, of, slot - 1), now) * (1 - family.passed(now));
    }

    /// When it was last counted, as far as this node knows.
    Instant last(Family family, String of, Instant now) {
        var counter = family(family).get(name(family, of, slot(family, now)));
        return counter == null ? Instant.EPOCH : counter.last;
    }

    void add(Family family, String of, long times, Instant now) {
        var name = name(family, of, slot(family, now));
        var counter = family(family).computeIfAbsent(name, n -> new Counter());
        if (!now.isBefore(counter.expires)) {
            counter.shared = 0;
            counter.unsent = 0;
        }
        counter.unsent += times;
        counter.expires = family.expires(now);
        if (times > 0) {
            counter.last = now;
        }
        unsent.add(name);
    }

    /// Takes back failures of a pair, all or so many that a day's forgiveness is used up.
    void forgive(String pair, long mostADay, Instant now) {
        var counter = family(Family.PAIR).get(name(Family.PAIR, pair, 0));
        long failures = counter == null ? 0 : counter.shared + counter.unsent;
        if (failures > 0) {
            long forgiven = Math.min(failures, mostADay - (long) count(Family.FORGIVEN, pair, now));
            if (forgiven > 0) {
                add(Family.PAIR, pair, -forgiven, now);
                add(Family.FORGIVEN, pair, forgiven, now);
            }
        }
    }

    /// What was counted at `began` was no failure: the wait, and the hour behind which all is forgiven, go on from the
    /// one before it, unless there was another one meanwhile.
    void notLast(String pair, Instant began, Instant before) {
        var counter = family(Family.PAIR).get(name(Family.PAIR, pair, 0));
        if (counter != null && counter.last.equals(began)) {
            counter.last = before;
            counter.expires = Family.PAIR.expires(before);
        }
    }

    /// What the other nodes have not heard of; at most two thousand counters at once.
    List<GuessCounts.Delta> unsent() {
        var deltas = new ArrayList<GuessCounts.Delta>();
        for (var names = unsent.iterator(); names.hasNext() && deltas.size() < MOST_SENT; ) {
            var name = names.next();
            var counter = family(familyOf(name)).get(name);
            if (counter == null || counter.unsent == 0) {
                // Taken back meanwhile, or fallen out: there is nothing to tell.
                names.remove();
            } else {
                deltas.add(new GuessCounts.Delta(name, counter.unsent, counter.expires));
            }
        }
        return deltas;
    }

    /// These have been written down.
    void sent(List<GuessCounts.Delta> deltas) {
        for (var delta : deltas) {
            var counter = family(familyOf(delta.counter())).get(delta.counter());
            if (counter != null) {
                counter.unsent -= delta.change();
                counter.shared = Math.max(0, counter.shared + delta.change());
            }
            if (counter == null || counter.unsent == 0) {
                unsent.remove(delta.counter());
            }
        }
    }

    /// What all nodes have counted together.
    void learn(GuessCounts.Count count) {
        var family = familyOf(count.counter());
        var counter = family(family).computeIfAbsent(count.counter(), n -> new Counter());
        if (count.counted() > counter.shared && count.changed().isAfter(counter.last)) {
            counter.last = count.changed();
        }
        counter.shared = count.counted();
        var expires = family.expires(count.changed());
        counter.expires = expires.isAfter(counter.expires) ? expires : counter.expires;
    }

    /// How many counters wait to be told to the others.
    int waiting() {
        return unsent.size();
    }

    /// How many counters of a family are kept.
    int size(Family family) {
        return family(family).size();
    }

    /// What the names of a family begin with.
    String prefix(Family family) {
        return ladder.code() + "/" + family.code() + "/";
    }

    static String pair(Throttle.Pair pair) {
        return pair.account() + " " + pair.place();
    }

    private double weight(Family family, String name, Instant now) {
        var counter = family(family).get(name);
        if (counter == null || !now.isBefore(counter.expires)) {
            return 0;
        }
        // Failures alone: what was right would loosen a budget where it weighed more than it is.
        boolean weighs = counter.unsent > 0 && family != Family.GOOD;
        long mine = weighs ? counter.unsent * nodes : counter.unsent;
        return Math.max(0, counter.shared + mine);
    }

    private Map<String, Counter> family(Family family) {
        return families.computeIfAbsent(family, f -> newFamily());
    }

    // What falls out is not told to the others either: names take no memory that their counters do not.
    private Map<String, Counter> newFamily() {
        return Bounded.map(unsent::remove);
    }

    private static long slot(Family family, Instant now) {
        return family == Family.PAIR ? 0 : family.slotAt(now);
    }

    // People type passwords into the field for the name: what is written down names nobody.
    private String name(Family family, String of, long slot) {
        var blind = keyset.digest(Purpose.BLIND_INDEX, of.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return prefix(family) + Long.toHexString(blind.word(0)) + Long.toHexString(blind.word(1)) + "/" + slot;
    }

    private static Family familyOf(String name) {
        var code = name.substring(name.indexOf('/') + 1, name.indexOf('/', name.indexOf('/') + 1));
        for (var family : FAMILIES) {
            if (family.code().equals(code)) {
                return family;
            }
        }
        throw new IllegalArgumentException("a counter's name begins with its side and its family");
    }
}
