package org.sallyport.server.doveadm;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
/// for an hour, and the audit log says when it has done as it was asked. Thread-safe.
public final class DoveadmServers implements OpenConnections, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DoveadmServers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final int MOST_TRIES = 360;
    private static final int MOST_WAITING = 10_000;

    private final List<DoveadmServer> servers;
    private final Store store;
    private final InstantSource clock;
    private final DoveadmClient client = new DoveadmClient(PATIENCE);
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("doveadm").factory());
    private final Deque<Closing> waiting = new ArrayDeque<>();

    public DoveadmServers(List<DoveadmServer> servers, Store store, InstantSource clock) {
        this(servers, store, clock, AGAIN);
    }

    DoveadmServers(List<DoveadmServer> servers, Store store, InstantSource clock, Duration again) {
        this.servers = List.copyOf(servers);
        this.store = store;
        this.clock = clock;
        var _ = later.scheduleWithFixedDelay(this::askAgain, again.toMillis(), again.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What one server was asked to do and has not done.
    private record Closing(DoveadmServer server, Account account, Optional<AppPasswordId> appPassword, int tries) {
        Closing triedAgain() {
            return new Closing(server, account, appPassword, tries + 1);
        }
    }

    /// How it went at one server.
    private record Asked(Closing closing, Optional<Integer> closed) {}

    @Override
    public Receipt close(Account account, Optional<AppPasswordId> appPassword) {
        long began = System.nanoTime();
        var asked = servers.stream()
                .map(server -> new Closing(server, account, appPassword, 1))
                .map(closing -> CompletableFuture.supplyAsync(() -> ask(closing), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        var unreachable = new ArrayList<String>();
        int closed = 0;
        for (var one : asked) {
            closed += one.closed().orElse(0);
            if (one.closed().isEmpty()) {
                unreachable.add(one.closing().server().name());
                keep(one.closing());
            }
        }
        return new Receipt(servers.size(), closed, Duration.ofNanos(System.nanoTime() - began), unreachable);
    }

    private Asked ask(Closing closing) {
        try {
            return new Asked(
                    closing,
                    Optional.of(client.close(closing.server(), closing.account().username(), closing.appPassword())));
        } catch (Unavailable notNow) {
            LOG.atWarn()
                    .setMessage("doveadm.unreachable")
                    .addKeyValue("server", closing.server().name())
                    .addKeyValue("why", notNow.getMessage())
                    .log();
            return new Asked(closing, Optional.empty());
        }
    }

    private void askAgain() {
        for (var closing : taken()) {
            long began = System.nanoTime();
            var asked = ask(closing.triedAgain());
            if (asked.closed().isEmpty()) {
                keep(asked.closing());
            } else {
                note(closing, asked.closed().get(), Duration.ofNanos(System.nanoTime() - began));
            }
        }
    }

    private void note(Closing closing, int closed, Duration took) {
        var receipt = new Receipt(1, closed, took, List.of());
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
        LOG.atInfo()
                .setMessage("doveadm.closed-late")
                .addKeyValue("server", closing.server().name())
                .addKeyValue("closed", closed)
                .log();
    }

    private synchronized void keep(Closing closing) {
        if (closing.tries() < MOST_TRIES) {
            waiting.addLast(closing);
        }
        while (waiting.size() > MOST_WAITING) {
            waiting.removeFirst();
        }
    }

    private synchronized List<Closing> taken() {
        var all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
