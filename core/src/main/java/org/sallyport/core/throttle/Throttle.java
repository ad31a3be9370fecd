package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;

/// What wrong guesses cost: a growing wait for one account from one source, and nothing for anybody else. Thread-safe;
/// memory is bounded, and what falls out of it is forgiven.
///
/// A guess is reserved before it is checked and given back when it was none, so that parallel guesses cannot all pass
/// under the same count. A secret that is already known to be wrong for the account is answered from memory and not
/// counted: a phone that repeats an old password is no guesser. Waits are told, never slept, so they hold no thread.
public final class Throttle {
    private static final int MAX_ENTRIES = 65_536;
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final Map<Pair, Failures> failures = bounded();
    private final Map<String, KnownWrong> knownWrong = bounded();

    /// What is known before a guess is checked.
    public sealed interface Admission {
        /// Check it, then say how it went.
        record Go(Reservation reservation) implements Admission {}

        /// It is wrong; it was checked before.
        record KnownToBeWrong() implements Admission {}

        /// Do not check it before this long has passed.
        record Wait(Duration time) implements Admission {}
    }

    /// A guess that is being checked.
    public record Reservation(Pair pair, long recognition) {}

    /// For whom and from where a guess is made.
    ///
    /// @param account one spelling per account: its id, or the canonical name where there is none
    public record Pair(String account, Optional<Network> prefix) {
        public static Pair of(String account, Source source) {
            return new Pair(account, source.prefix());
        }
    }

    /// Asks whether a guess may be checked now, and counts it if so.
    ///
    /// @param recognition 64 bit of a keyed digest of account and secret
    public synchronized Admission reserve(Pair pair, long recognition, Instant now) {
        var known = knownWrong.get(pair.account());
        if (known != null && known.holds(recognition)) {
            return new Admission.KnownToBeWrong();
        }
        var before = failures.get(pair);
        if (before == null || !now.isBefore(before.last().plus(FORGET_AFTER))) {
            failures.put(pair, new Failures(1, now));
            return new Admission.Go(new Reservation(pair, recognition));
        }
        var next = before.last().plus(waitAfter(before.count()));
        if (now.isBefore(next)) {
            return new Admission.Wait(Duration.between(now, next));
        }
        failures.put(pair, new Failures(before.count() + 1, now));
        return new Admission.Go(new Reservation(pair, recognition));
    }

    /// It was wrong: the count stays, and the secret is remembered.
    public synchronized void wrong(Reservation reservation) {
        knownWrong
                .computeIfAbsent(reservation.pair().account(), name -> new KnownWrong())
                .add(reservation.recognition());
    }

    /// It was right: the source is forgiven.
    public synchronized void right(Reservation reservation) {
        failures.remove(reservation.pair());
    }

    /// Nobody can tell, or it was no guess: as if it had not been made.
    public synchronized void giveBack(Reservation reservation) {
        failures.computeIfPresent(
                reservation.pair(), (pair, f) -> f.count() <= 1 ? null : new Failures(f.count() - 1, f.last()));
    }

    /// Failures counted for this account from this source.
    public synchronized int failures(Pair pair) {
        var counted = failures.get(pair);
        return counted == null ? 0 : counted.count();
    }

    private static Duration waitAfter(int failures) {
        if (failures < 3) {
            return Duration.ZERO;
        }
        if (failures < 9) {
            return Duration.ofSeconds(1);
        }
        return failures < 25 ? Duration.ofSeconds(3) : Duration.ofSeconds(10);
    }

    private record Failures(int count, Instant last) {}

    /// The last ten different secrets that were wrong for an account.
    private static final class KnownWrong {
        private static final int KEPT = 10;

        private final long[] recent = new long[KEPT];
        private int size;
        private int next;

        boolean holds(long recognition) {
            for (int i = 0; i < size; i++) {
                if (recent[i] == recognition) {
                    return true;
                }
            }
            return false;
        }

        void add(long recognition) {
            if (!holds(recognition)) {
                recent[next] = recognition;
                next = (next + 1) % KEPT;
                size = Math.min(size + 1, KEPT);
            }
        }
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @java.io.Serial
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<K, V> eldest) {
                return size() > MAX_ENTRIES;
            }
        };
    }
}
