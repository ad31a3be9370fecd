package org.sallyport.core.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.throttle.KnownSources;

/// How often one kind of sign-in happened since it was last written down, when it did last, and what the app called
/// itself then. Counting is thread-safe; everything else belongs to the one thread that flushes.
///
/// The name is no part of the kind: whoever makes up a new one each time would make a new entry each time.
final class Tally {
    // So far below zero that no number of late counts brings it back.
    private static final long PUT_AWAY = Long.MIN_VALUE;

    private final Kind kind;
    private final AtomicLong times = new AtomicLong();
    private final AtomicLong last = new AtomicLong();
    private volatile Optional<ClientName> client = Optional.empty();
    // Milliseconds, as there may be hundreds of thousands of these, each looked at every few seconds.
    private long written;
    private long used;
    private long reported;

    /// Sign-ins that count as equal.
    record Kind(
            @Nullable AccountId account,
            @Nullable AppPasswordId appPassword,
            @Nullable Rejection why,
            Protocol protocol,
            Source source,
            String asker) {
        // What tells most kinds apart; reading all six on every verdict would cost more than a rare collision.
        @Override
        public int hashCode() {
            var whose = appPassword != null ? appPassword.value() : account != null ? account.value() : null;
            return 31 * Objects.hashCode(whose) + source.hashCode();
        }

        /// Whether the attempt came this way, whosever it is.
        boolean isWayOf(Attempt attempt) {
            return protocol == attempt.protocol() && asker.equals(attempt.asker()) && source.equals(attempt.source());
        }
    }

    Tally(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /// Counts one more; false where this tally was put away and another has to be begun.
    boolean count(Attempt attempt) {
        last.setOpaque(attempt.at().toEpochMilli());
        // Written when it changes only: an ordinary app is called the same every time.
        if (!client.equals(attempt.client())) {
            client = attempt.client();
        }
        return times.incrementAndGet() > 0;
    }

    long times() {
        return times.get();
    }

    Instant last() {
        return Instant.ofEpochMilli(last.getOpaque());
    }

    /// Where whose account was opened, if these are sign-ins that opened it.
    Optional<KnownSources.Sighting> sighting() {
        return kind.account() == null || kind.why() != null
                ? Optional.empty()
                : Optional.of(new KnownSources.Sighting(kind.account(), KnownSources.place(kind.source()), last()));
    }

    /// What sent whose account password, if these are sign-ins with the right one.
    ///
    /// @param news how many there were since this was last written
    Optional<Sender> sender(long news) {
        boolean isRight = kind.why() == null || kind.why().isOfRightPassword();
        if (kind.account() == null || kind.appPassword() != null || !isRight) {
            return Optional.empty();
        }
        return Optional.of(new Sender(
                kind.account(),
                kind.protocol(),
                kind.source().neighbourhood(),
                kind.asker(),
                client,
                new Sender.Seen(last(), last(), news)));
    }

    /// What the latest of them called itself.
    Optional<ClientName> client() {
        return client;
    }

    /// Whether so much time has passed since it was written down.
    boolean isDue(Duration every, Instant now) {
        return now.toEpochMilli() >= written + every.toMillis();
    }

    /// Notes that `counted` of the times are written down now.
    void wrote(long counted, Instant now) {
        times.addAndGet(-counted);
        reported -= counted;
        written = now.toEpochMilli();
    }

    /// How many came since this was last asked.
    long news() {
        long all = times();
        long fresh = all - reported;
        reported = all;
        return Math.max(0, fresh);
    }

    /// Whether it happened again since a use was written down.
    boolean isUsedAgain() {
        return last.getOpaque() > used;
    }

    /// Whether the use that was written down is so old.
    boolean isUseDue(Duration every, Instant now) {
        return now.toEpochMilli() >= used + every.toMillis();
    }

    void wroteUse(Instant at) {
        used = at.toEpochMilli();
    }

    /// Takes it out of use unless there is something left to write; nothing is counted here any more then.
    boolean putAway() {
        return times.compareAndSet(0, PUT_AWAY);
    }
}
