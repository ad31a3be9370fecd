package org.sallyport.core.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.store.Store;

/// Gathers what verdicts leave behind, so that nothing on the way to a verdict writes: when each app password was last
/// used, and sign-ins for the audit log. Equal sign-ins are counted and written as one entry: the first at the next
/// flush, repeats at most once a minute when refused and once an hour when accepted. A crash loses what was gathered
/// since the last flush, never a revocation. Thread-safe; bounded.
public final class VerdictNotes {
    private static final int MAX_KINDS = 65_536;
    private static final Duration ACCEPTED_EVERY = Duration.ofHours(1);
    private static final Duration REJECTED_EVERY = Duration.ofMinutes(1);

    private final Store store;
    private final InstantSource clock;
    private final Map<Kind, Tally> tallies = new ConcurrentHashMap<>();
    private final LongAdder dropped = new LongAdder();

    public VerdictNotes(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Sign-ins that count as equal.
    private record Kind(
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
    }

    private static final class Tally {
        private final LongAdder count = new LongAdder();
        private volatile Instant last = Instant.EPOCH;
        private Instant written = Instant.EPOCH;
        private Instant used = Instant.EPOCH;
    }

    /// Notes a verdict. Never blocks and never fails. Deferred verdicts leave nothing behind: they say nothing about
    /// anybody.
    ///
    /// @param account whose it was; null where nobody knows
    void note(Attempt attempt, @Nullable AccountId account, Verdict verdict) {
        switch (verdict) {
            case Verdict.Accepted(var id, var name, var appPassword) ->
                count(
                        attempt,
                        new Kind(
                                id,
                                appPassword.orElse(null),
                                null,
                                attempt.protocol(),
                                attempt.source(),
                                attempt.asker()));
            case Verdict.Rejected(var why) ->
                count(attempt, new Kind(account, null, why, attempt.protocol(), attempt.source(), attempt.asker()));
            case Verdict.Deferred(var why, var retryAfter) -> {
                // Says nothing about anybody.
            }
        }
    }

    private void count(Attempt attempt, Kind kind) {
        var tally = tallies.get(kind);
        if (tally == null) {
            if (tallies.size() >= MAX_KINDS) {
                dropped.increment();
                return;
            }
            tally = tallies.computeIfAbsent(kind, k -> new Tally());
        }
        tally.count.increment();
        tally.last = attempt.at();
    }

    /// Writes what was gathered, in one transaction. Called every few seconds and once at the end.
    ///
    /// @throws org.sallyport.core.store.Unavailable when it cannot be written; it is kept for the next time
    public synchronized void flush() {
        Instant now = clock.instant();
        var uses = new HashMap<AppPasswordId, LastUse>();
        var events = new ArrayList<AuditEvent>();
        var written = new HashMap<Tally, Long>();
        var used = new HashMap<Tally, Instant>();
        tallies.forEach((kind, tally) -> {
            long times = tally.count.sum();
            if (kind.appPassword() != null && tally.last.isAfter(tally.used)) {
                var use = new LastUse(tally.last, kind.protocol(), kind.source());
                used.put(tally, use.at());
                uses.merge(kind.appPassword(), use, (one, other) -> one.at().isAfter(other.at()) ? one : other);
            }
            if (times > 0 && !now.isBefore(tally.written.plus(every(kind)))) {
                events.add(event(kind, tally, times));
                written.put(tally, times);
            }
        });
        write(uses, events, dropped.sum(), now);
        used.forEach((tally, at) -> tally.used = at);
        written.forEach((tally, times) -> {
            tally.count.add(-times);
            tally.written = now;
        });
        tallies.entrySet()
                .removeIf(e -> e.getValue().count.sum() == 0
                        && !now.isBefore(e.getValue().written.plus(every(e.getKey()))));
    }

    private void write(Map<AppPasswordId, LastUse> uses, List<AuditEvent> events, long lost, Instant now) {
        if (uses.isEmpty() && events.isEmpty() && lost == 0) {
            return;
        }
        store.transact(books -> {
            if (!uses.isEmpty()) {
                AppPasswordBook.in(books).used(uses);
            }
            var log = AuditLog.in(books);
            events.forEach(log::append);
            if (lost > 0) {
                log.append(new AuditEvent(
                        now,
                        AuditKind.APP_SIGN_IN_REJECTED,
                        Optional.empty(),
                        new Actor.Sallyport(),
                        Map.of("reason", "more than could be told apart", "times", Long.toString(lost))));
            }
            return true;
        });
        dropped.add(-lost);
    }

    private static Duration every(Kind kind) {
        return kind.why() == null ? ACCEPTED_EVERY : REJECTED_EVERY;
    }

    private static AuditEvent event(Kind kind, Tally tally, long times) {
        var details = new HashMap<String, String>();
        details.put("protocol", kind.protocol().code());
        details.put("source", kind.source().toString());
        details.put("times", Long.toString(times));
        if (kind.appPassword() != null) {
            details.put("app-password", kind.appPassword().toString());
        }
        if (kind.why() != null) {
            details.put("reason", kind.why().code());
        }
        var what = kind.why() == null ? AuditKind.APP_SIGN_IN_ACCEPTED : AuditKind.APP_SIGN_IN_REJECTED;
        return new AuditEvent(
                tally.last, what, Optional.ofNullable(kind.account()), new Actor.App(kind.asker()), details);
    }
}
