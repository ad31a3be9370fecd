package org.sallyport.server.doveadm;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All connected Dovecot servers, asked at the same time. One that cannot be reached is asked again every ten seconds
/// for an hour, and no other waits for it; the audit log says when it has done as it was asked, and the log when that
/// is given up. Thread-safe.
public final class DoveadmServers implements OpenConnections {
    private static final Logger LOG = LoggerFactory.getLogger(DoveadmServers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final List<Backlog> backlogs;
    private final Store store;
    private final InstantSource clock;
    private final DoveadmClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService later;

    public DoveadmServers(List<DoveadmServer> servers, Store store, InstantSource clock) {
        this(servers, store, clock, PATIENCE, AGAIN);
    }

    DoveadmServers(List<DoveadmServer> servers, Store store, InstantSource clock, Duration patience, Duration again) {
        this.store = store;
        this.clock = clock;
        client = new DoveadmClient(patience);
        backlogs = servers.stream()
                .map(server -> new Backlog(server, client, clock))
                .toList();
        // A thread for each, so that none of them waits for another's time-outs.
        later = Executors.newScheduledThreadPool(
                servers.size(), Thread.ofPlatform().daemon().name("doveadm-", 0).factory());
        for (var backlog : backlogs) {
            var _ = later.scheduleWithFixedDelay(
                    () -> backlog.askAgain((closing, done, took) -> note(backlog.server(), closing, done, took)),
                    again.toMillis(),
                    again.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public Receipt close(Account account, Optional<AppPasswordId> appPassword) {
        long began = System.nanoTime();
        var asked = backlogs.stream()
                .map(backlog -> CompletableFuture.supplyAsync(
                        () -> new Asked(backlog.server(), backlog.close(account, appPassword)), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        return receipt(asked, Duration.ofNanos(System.nanoTime() - began));
    }

    /// How it went at one server; nothing was done where it could not be reached.
    private record Asked(String server, Optional<DoveadmClient.Done> done) {}

    private static Receipt receipt(List<Asked> asked, Duration took) {
        int closed = 0;
        var unreachable = new ArrayList<String>();
        var uncounted = new ArrayList<String>();
        var leftOpen = new ArrayList<String>();
        for (var one : asked) {
            if (one.done().isEmpty()) {
                unreachable.add(one.server());
                continue;
            }
            switch (one.done().get()) {
                case DoveadmClient.Done.Closed(int connections) -> closed += connections;
                case DoveadmClient.Done.Uncounted() -> uncounted.add(one.server());
                case DoveadmClient.Done.LeftOpen() -> leftOpen.add(one.server());
            }
        }
        return new Receipt(asked.size(), closed, took, new Gaps(unreachable, uncounted, leftOpen));
    }

    private void note(String server, Backlog.Closing closing, DoveadmClient.Done done, Duration took) {
        var receipt = receipt(List.of(new Asked(server, Optional.of(done))), took);
        var event = Revocations.closed(
                closing.account().id(), closing.appPassword(), receipt, new Actor.Sallyport(), clock.instant());
        try {
            store.transact(books -> {
                AuditLog.in(books).append(event);
                return true;
            });
        } catch (Unavailable later) {
            // It is done; only the word about it is lost, and the log below has it.
        }
        switch (done) {
            case DoveadmClient.Done.Closed(int connections) -> logClosedLate(server, Integer.toString(connections));
            case DoveadmClient.Done.Uncounted() -> logClosedLate(server, "unknown");
            case DoveadmClient.Done.LeftOpen() -> {
                // The log has it already.
            }
        }
    }

    private static void logClosedLate(String server, String closed) {
        LOG.atInfo()
                .setMessage("doveadm.closed-late")
                .addKeyValue("server", server)
                .addKeyValue("closed", closed)
                .log();
    }

    /// Asks nobody any more, and says in the log what stays undone.
    @Override
    public void close() {
        later.shutdownNow();
        client.close();
        threads.shutdownNow();
        try {
            // What is under way is put back before it is given up.
            var _ = later.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        backlogs.forEach(Backlog::giveUpAll);
    }
}
