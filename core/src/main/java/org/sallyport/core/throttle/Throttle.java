package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.secret.Keyset;

/// What wrong guesses cost: a growing wait for one account from one source, a budget for each source, and never a
/// lock-out. Thread-safe; memory is bounded, and what falls out of it is forgiven.
///
/// A guess is reserved before it is checked and given back when it was none, so that parallel guesses cannot all pass
/// under the same count. A secret that is already known to be wrong for the account is answered from memory and not
/// counted: a phone that repeats an old password is no guesser. Waits are told, never slept, so they hold no thread.
///
/// What costs more than the wait of one account from one source is a [Caution]: it applies to sources from which the
/// account was not opened lately, so that a guessing neighbour behind the same address delays nobody who is known.
public final class Throttle {
    private static final int BUDGET = 60;
    private static final int GUESSES_AT_AN_ACCOUNT = 100;
    private static final int FORGIVEN_A_DAY = 50;
    private static final int ACCOUNTS_SUSPICIOUS = 10;
    private static final int ACCOUNTS_TOO_MANY = 30;
    private static final int UNDER_STRESS = 4;
    private static final Duration PENALTY = Duration.ofMinutes(10);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final Duration LONGEST_SPRAY_WAIT = Duration.ofSeconds(10);
    private static final int MOST_ALARMS = 1_000;

    private final Ladder ladder;
    private final Counters counters;
    private final Map<String, KnownWrong> knownWrong = Bounded.map();
    private final Map<Network, Instant> penalties = Bounded.map();
    private final Set<Alarm> alarms = new LinkedHashSet<>();
    private final Map<Alarm, Instant> raised = Bounded.map();
    private boolean stressed;

    /// @param keyset makes the names of counters, which tell nobody whom they concern
    public Throttle(Ladder ladder, Keyset keyset) {
        this.ladder = ladder;
        this.counters = new Counters(ladder, keyset);
    }

    /// What is known before a guess is checked.
    public sealed interface Admission {
        /// Check it, then say how it went.
        record Go(Reservation reservation) implements Admission {}

        /// It opened nothing when it was checked before.
        ///
        /// @param what it was found to be then: wrong, the earlier password, or right at an account that it does not
        /// open
        record Known(PasswordCheck what) implements Admission {}

        /// Do not check it before this long has passed.
        record Wait(Duration time) implements Admission {}
    }

    /// A source that the account does not know has to wait.
    public record Caution(Duration time) {}

    /// A guess that is being checked.
    ///
    /// @param began when it was reserved
    /// @param before when the pair's failure before it was
    /// @param firstAtAccount whether it is the first of its pair, and so counts as one more account of the source
    public record Reservation(Pair pair, long recognition, Instant began, Instant before, boolean firstAtAccount) {}

    /// Whether an account was opened from somewhere lately.
    public enum Place {
        KNOWN,
        NEW
    }

    /// For whom and from where a guess is made.
    ///
    /// @param account one spelling per account: its id, or the canonical name where there is none
    /// @param place whoever comes through a server that does not say from where comes from one place, and has its
    /// limits
    ///     together
    public record Pair(String account, Network place) {
        public static Pair of(String account, Source source) {
            return new Pair(account, KnownSources.place(source));
        }
    }

    /// What applies to this pair unless the account was opened from there lately; empty for most.
    public synchronized Optional<Caution> caution(Pair pair, Instant now) {
        if (ladder == Ladder.APPS && isUnderAttack(pair.account(), now)) {
            return Optional.of(new Caution(ASK_AGAIN));
        }
        return ofSource(pair.place(), now).map(Caution::new);
    }

    /// Asks whether a guess may be checked now, and counts it if so.
    ///
    /// @param recognition 64 bit of a keyed digest of account and secret
    public Admission reserve(Pair pair, long recognition, Instant now) {
        return reserve(pair, recognition, Place.NEW, now);
    }

    /// The same where it is known whether the account was opened from there lately.
    public synchronized Admission reserve(Pair pair, long recognition, Place place, Instant now) {
        var known = knownWrong.get(pair.account());
        var what = known == null ? null : known.find(recognition);
        if (what != null) {
            return new Admission.Known(what);
        }
        var left = leftOfPair(pair, place, now);
        if (left.isPositive()) {
            return new Admission.Wait(left);
        }
        return new Admission.Go(reserved(pair, recognition, now));
    }

    /// It was wrong: the count stays, and the secret is remembered.
    public synchronized void wrong(Reservation reservation) {
        failed(reservation, PasswordCheck.WRONG);
    }

    /// It was right, but opens nothing: counted like a wrong one, so that nobody can tell from the waits that it is
    /// right; and remembered, so that an app that repeats it is counted once.
    public synchronized void shutOut(Reservation reservation) {
        failed(reservation, PasswordCheck.RIGHT);
    }

    private void failed(Reservation reservation, PasswordCheck what) {
        knownWrong(reservation).add(reservation.recognition(), what);
        var account = reservation.pair().account();
        if (isUnderAttack(account, reservation.began())) {
            AccountId.parse(account).ifPresent(id -> raise(new Alarm.AccountUnderAttack(id), reservation.began()));
        }
        punish(reservation.pair().place(), reservation.began());
    }

    /// It was the account's earlier password: no guess, and remembered.
    public synchronized void old(Reservation reservation) {
        knownWrong(reservation).add(reservation.recognition(), PasswordCheck.OLD);
        count(reservation, -1);
    }

    /// What was right and opened nothing may open something now: it is looked at again.
    public synchronized void mayOpen(Pair pair, long recognition) {
        var known = knownWrong.get(pair.account());
        if (known != null && known.find(recognition) == PasswordCheck.RIGHT) {
            known.remove(recognition);
        }
    }

    /// It was right and opens something: the account is forgiven at this source, as often as people need it. Behind the
    /// owner's address somebody else may guess while an app of the owner's signs in every minute; were all forgiven
    /// each time, that one would hardly ever wait.
    public synchronized void right(Reservation reservation) {
        count(reservation, -1);
        var pair = Counters.pair(reservation.pair());
        counters.forgive(pair, FORGIVEN_A_DAY, reservation.began());
        // Whoever knows the password does not wait behind their own success.
        counters.notLast(pair, reservation.began(), reservation.before());
        // Apps are counted with their app passwords, when their sign-ins are written down.
        if (ladder == Ladder.PAGES) {
            succeeded(reservation.pair().place(), 1, reservation.began());
        }
    }

    /// Somebody else has looked at a guess, and it was wrong: counted as a guess is here, unless it is the same one
    /// again.
    ///
    /// @param recognition of what is known of the secret
    public synchronized void wrongElsewhere(Pair pair, long recognition, Instant now) {
        var known = knownWrong.get(pair.account());
        if (known == null || known.find(recognition) == null) {
            wrong(reserved(pair, recognition, now));
        }
    }

    /// How long a guess of this pair would have to wait now, were it a stranger's.
    public synchronized Duration leftToWait(Pair pair, Instant now) {
        var ofPair = leftOfPair(pair, Place.NEW, now);
        var ofCaution = caution(pair, now).map(Caution::time).orElse(Duration.ZERO);
        return ofPair.compareTo(ofCaution) > 0 ? ofPair : ofCaution;
    }

    private Reservation reserved(Pair pair, long recognition, Instant now) {
        var name = Counters.pair(pair);
        boolean isFirst = counters.count(Family.PAIR, name, now) < 1;
        var before = counters.last(Family.PAIR, name, now);
        var reservation = new Reservation(pair, recognition, now, before, isFirst);
        count(reservation, 1);
        return reservation;
    }

    private Duration leftOfPair(Pair pair, Place place, Instant now) {
        var name = Counters.pair(pair);
        long before = (long) counters.count(Family.PAIR, name, now);
        var left = left(counters.last(Family.PAIR, name, now), waitAfter(pair, before, place, now), now);
        return before > 0 && left.isPositive() ? left : Duration.ZERO;
    }

    /// Nobody can tell, or it was no guess: as if it had not been made.
    public synchronized void giveBack(Reservation reservation) {
        count(reservation, -1);
    }

    /// So many sign-ins from this source were right: of a source that many people share, more failures are normal.
    public synchronized void succeeded(Source source, long times, Instant now) {
        succeeded(KnownSources.place(source), times, now);
    }

    private void succeeded(Network place, long times, Instant now) {
        Level.of(place).forEach(level -> counters.add(Family.GOOD, level.name(), times, now));
    }

    /// Failures counted for this account from this source.
    public synchronized long failures(Pair pair, Instant now) {
        return (long) counters.count(Family.PAIR, Counters.pair(pair), now);
    }

    /// Whether there are far more failures than usual, everywhere taken together.
    public synchronized boolean isStressed() {
        return stressed;
    }

    /// Whether new places wait longer than known ones for another guess at this account.
    public synchronized boolean asksForThePlace(String account, Instant now) {
        return ladder == Ladder.PAGES && isUnderAttack(account, now);
    }

    private Duration waitAfter(Pair pair, long failures, Place place, Instant now) {
        var wait = place == Place.NEW && asksForThePlace(pair.account(), now)
                ? ladder.waitWithoutPatience(failures)
                : ladder.waitAfter(failures);
        // Each node lets its share through.
        return wait.multipliedBy(counters.nodes());
    }

    private boolean isUnderAttack(String account, Instant now) {
        return counters.count(Family.ACCOUNT, account, now) >= GUESSES_AT_AN_ACCOUNT;
    }

    private Optional<Duration> ofSource(Network place, Instant now) {
        for (var level : Level.of(place)) {
            var penalty = penalties.get(level.network());
            if (penalty != null && now.isBefore(penalty)) {
                return Optional.of(Duration.between(now, penalty));
            }
            if (counters.count(Family.SOURCE, level.name(), now) >= budget(level, now)) {
                return Optional.of(ASK_AGAIN);
            }
            var spray = sprayWait(level, now);
            if (spray.isPresent()) {
                return spray;
            }
        }
        return Optional.empty();
    }

    private double budget(Level level, Instant now) {
        double budget = (double) BUDGET * level.weight() / severity();
        return Math.max(budget, counters.count(Family.GOOD, level.name(), now) / 2);
    }

    // One second between two guesses for each account above ten.
    private Optional<Duration> sprayWait(Level level, Instant now) {
        double over =
                counters.count(Family.SPRAY, level.name(), now) / level.weight() * severity() - ACCOUNTS_SUSPICIOUS;
        if (over <= 0) {
            return Optional.empty();
        }
        var wait = Duration.ofMillis((long) (over * 1000));
        var capped = wait.compareTo(LONGEST_SPRAY_WAIT) > 0 ? LONGEST_SPRAY_WAIT : wait;
        var left = left(counters.last(Family.SOURCE, level.name(), now), capped.multipliedBy(counters.nodes()), now);
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    /// What is left of a wait; never more than the wait itself, however wrong the clock is that said when it began.
    private static Duration left(Instant began, Duration wait, Instant now) {
        var left = Duration.between(now, began.plus(wait));
        return left.compareTo(wait) > 0 ? wait : left;
    }

    private void punish(Network place, Instant now) {
        for (var level : Level.of(place)) {
            double accounts = counters.count(Family.SPRAY, level.name(), now) / level.weight() * severity();
            if (accounts > ACCOUNTS_TOO_MANY) {
                penalties.put(level.network(), now.plus(PENALTY));
            }
            if (accounts > ACCOUNTS_TOO_MANY
                    || counters.count(Family.SOURCE, level.name(), now) >= budget(level, now)) {
                raise(new Alarm.SourceSlowed(level.network()), now);
            }
        }
    }

    private void count(Reservation reservation, long times) {
        var pair = reservation.pair();
        Instant now = reservation.began();
        counters.add(Family.PAIR, Counters.pair(pair), times, now);
        counters.add(Family.ACCOUNT, pair.account(), times, now);
        counters.add(Family.TOTAL, "", times, now);
        for (var level : Level.of(pair.place())) {
            counters.add(Family.SOURCE, level.name(), times, now);
            if (reservation.firstAtAccount()) {
                counters.add(Family.SPRAY, level.name(), times, now);
            }
        }
    }

    private KnownWrong knownWrong(Reservation reservation) {
        return knownWrong.computeIfAbsent(reservation.pair().account(), name -> new KnownWrong());
    }

    private void raise(Alarm alarm, Instant now) {
        var before = raised.get(alarm);
        if (alarms.size() < MOST_ALARMS && (before == null || !now.isBefore(before.plus(PENALTY)))) {
            raised.put(alarm, now);
            alarms.add(alarm);
        }
    }

    private int severity() {
        return stressed ? UNDER_STRESS : 1;
    }

    // What the nodes tell each other; see ThrottleExchange.

    synchronized List<GuessCounts.Delta> unsent() {
        return counters.unsent();
    }

    synchronized void exchanged(List<GuessCounts.Delta> sent, List<GuessCounts.Count> learned, int nodes) {
        counters.nodes(nodes);
        counters.sent(sent);
        learned.stream().filter(count -> isOurs(count.counter())).forEach(counters::learn);
    }

    synchronized List<Alarm> alarms() {
        return new ArrayList<>(alarms);
    }

    synchronized void told(List<Alarm> told) {
        told.forEach(alarms::remove);
    }

    /// What the names of the counters of all failures begin with.
    String totals() {
        return counters.prefix(Family.TOTAL);
    }

    synchronized double total(Instant now) {
        return counters.count(Family.TOTAL, "", now);
    }

    synchronized void stressed(boolean nowStressed) {
        if (nowStressed != stressed) {
            alarms.add(nowStressed ? new Alarm.StressBegan() : new Alarm.StressEnded());
        }
        stressed = nowStressed;
    }

    synchronized int size(Family family) {
        return counters.size(family);
    }

    private boolean isOurs(String counter) {
        return counter.startsWith(ladder.code() + "/");
    }
}
