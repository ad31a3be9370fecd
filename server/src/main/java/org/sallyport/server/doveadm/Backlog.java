package org.sallyport.server.doveadm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one connected Dovecot was asked to close and has not closed, the oldest first. Thread-safe.
///
/// A round of asking again ends with the first failure, so that a server that is away costs one question a round; what
/// failed goes to the end, so that it keeps nothing else from being done.
final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_WAITING = 10_000;

    private final DoveadmServer server;
    private final DoveadmClient client;
    private final InstantSource clock;
    private final Deque<Closing> waiting = new ArrayDeque<>();

    Backlog(DoveadmServer server, DoveadmClient client, InstantSource clock) {
        this.server = server;
        this.client = client;
        this.clock = clock;
    }

    /// Something to close.
    ///
    /// @param since when it was first asked for
    record Closing(Account account, Optional<AppPasswordId> appPassword, Instant since) {}

    /// What was done after all.
    interface Late {
        void done(Closing closing, DoveadmClient.Done done, Duration took);
    }

    String server() {
        return server.name();
    }

    /// Asks now; empty where it has to be asked again.
    Optional<DoveadmClient.Done> close(Account account, Optional<AppPasswordId> appPassword) {
        var closing = new Closing(account, appPassword, clock.instant());
        var done = ask(closing);
        if (done.isEmpty()) {
            keep(closing);
        }
        return done;
    }

    /// One round.
    void askAgain(Late late) {
        for (var closing : takenOlderThan(clock.instant().minus(LONGEST))) {
            giveUp(closing, "asked for an hour");
        }
        for (var next = taken(); next.isPresent(); next = taken()) {
            long began = System.nanoTime();
            var closing = next.get();
            var done = ask(closing);
            if (done.isEmpty()) {
                keep(closing);
                return;
            }
            late.done(closing, done.get(), Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /// The end: nothing is asked again.
    void giveUpAll() {
        for (var closing : takenOlderThan(Instant.MAX)) {
            giveUp(closing, "stopping");
        }
    }

    private Optional<DoveadmClient.Done> ask(Closing closing) {
        try {
            var done = client.close(server, closing.account().username(), closing.appPassword());
            if (done instanceof DoveadmClient.Done.LeftOpen) {
                LOG.atWarn()
                        .setMessage("doveadm.left-open")
                        .addKeyValue("server", server.name())
                        .addKeyValue("account", closing.account().id())
                        .log();
            }
            return Optional.of(done);
        } catch (Unavailable notNow) {
            LOG.atWarn()
                    .setMessage("doveadm.unreachable")
                    .addKeyValue("server", server.name())
                    .addKeyValue("why", notNow.getMessage())
                    .log();
            return Optional.empty();
        }
    }

    private void giveUp(Closing closing, String why) {
        LOG.atError()
                .setMessage("doveadm.given-up")
                .addKeyValue("server", server.name())
                .addKeyValue("account", closing.account().id())
                .addKeyValue(
                        "app-password",
                        closing.appPassword().map(Object::toString).orElse("all"))
                .addKeyValue("why", why)
                .log();
    }

    private void keep(Closing closing) {
        for (var tooMany : kept(closing)) {
            giveUp(tooMany, "too many wait");
        }
    }

    private synchronized List<Closing> kept(Closing closing) {
        waiting.addLast(closing);
        return waiting.size() > MOST_WAITING ? List.of(waiting.removeFirst()) : List.of();
    }

    private synchronized Optional<Closing> taken() {
        return Optional.ofNullable(waiting.pollFirst());
    }

    private synchronized List<Closing> takenOlderThan(Instant moment) {
        var old = new ArrayList<Closing>();
        waiting.removeIf(closing -> closing.since().isBefore(moment) && old.add(closing));
        return old;
    }
}
