package org.sallyport.core.report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Store;
import org.sallyport.core.throttle.Bounded;
import org.sallyport.core.throttle.GuardedDirectory;
import org.sallyport.core.throttle.KnownSources;
import org.sallyport.core.throttle.Recognition;
import org.sallyport.core.throttle.Throttle;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Snapshots;
import org.sallyport.core.verify.TypedName;

/// Takes reports, and says how long a stranger is to wait at a server that only reports. Thread-safe; bounded.
///
/// A wrong password counts as a guess of an app does, once for the same one. A right one opens nothing and forgives
/// nothing here: it was right for somebody else's password file, whoever that lets in.
public final class Reports {
    /// The longest wait that a server is ever asked for.
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final AccountId NOBODY = AccountId.fresh();

    private final Snapshots snapshots;
    private final Throttle throttle;
    private final Recognition recognition;
    private final GuardedDirectory.Familiar familiar;
    private final ReportNotes notes;
    private final InstantSource clock;
    private final Judged judged = new Judged();
    private final Map<Way, Instant> welcome = Bounded.map();

    /// @param throttle that of apps
    public Reports(Store store, Snapshots snapshots, Throttle throttle, Keyset keyset, InstantSource clock) {
        this.snapshots = snapshots;
        this.throttle = throttle;
        this.recognition = new Recognition(keyset);
        this.familiar = KnownSources.familiar(store);
        this.notes = new ReportNotes(store);
        this.clock = clock;
    }

    /// Notes that a server that reports too has asked for a verdict, whatever that will be. Never blocks.
    public void judged(Attempt attempt) {
        attempt.name()
                .canonical()
                .ifPresent(name -> judged.judged(Way.of(attempt.asker(), name, attempt.source()), attempt.at()));
    }

    /// Takes a report. What cannot be a user name is nobody's, and what was judged here was counted and written down
    /// then.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell whose it is; nothing is counted then
    public void take(Report report) {
        var name = report.name().canonical();
        if (name.isEmpty()) {
            return;
        }
        var way = Way.of(report.server(), name.get(), report.source());
        if (report.result() == Report.Result.RIGHT) {
            welcome(way, report.at());
        }
        if (judged.excuses(way, report.at())) {
            return;
        }
        var account = account(name.get());
        if (report.result() == Report.Result.WRONG) {
            var key = key(account, name.get());
            throttle.wrongElsewhere(Throttle.Pair.of(key, report.source()), mark(report, key), report.at());
        }
        notes.note(report, account);
    }

    /// How long a stranger is to wait before a server that only reports looks at the password; zero for whoever was
    /// let in from there lately, here or by that server.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public Duration patience(String server, TypedName typed, Source source, Instant now) {
        var name = typed.canonical();
        if (name.isEmpty()) {
            return Duration.ZERO;
        }
        var account = account(name.get());
        var asked = source.askedBy(server);
        boolean known = familiar.knows(account.orElse(NOBODY), asked, now) && account.isPresent();
        if (known || isWelcome(Way.of(server, name.get(), source), now)) {
            return Duration.ZERO;
        }
        var pair = Throttle.Pair.of(key(account, name.get()), asked);
        var wait = throttle.leftToWait(pair, now);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /// Writes down what reports left behind. Called every few seconds and once at the end.
    ///
    /// @throws org.sallyport.core.store.Unavailable when it cannot be written; it is kept for the next time
    public void flush() {
        notes.flush(clock.instant());
    }

    private Optional<AccountId> account(Username name) {
        return snapshots.find(name).map(snapshot -> snapshot.account().id());
    }

    private static String key(Optional<AccountId> account, Username name) {
        return account.map(AccountId::toString).orElse(name.canonical());
    }

    // Each server has a way of its own to make marks.
    private long mark(Report report, String key) {
        var said = (report.server() + "\0" + report.mark()).getBytes(StandardCharsets.UTF_8);
        try (var secret = Secret.ofUtf8(said)) {
            return Recognition.shortened(recognition.of("reported " + key, Instant.EPOCH, secret));
        }
    }

    private void welcome(Way way, Instant now) {
        synchronized (welcome) {
            welcome.put(way, now);
        }
    }

    private boolean isWelcome(Way way, Instant now) {
        synchronized (welcome) {
            var last = welcome.get(way);
            return last != null && now.isBefore(last.plus(KnownSources.LATELY));
        }
    }
}
