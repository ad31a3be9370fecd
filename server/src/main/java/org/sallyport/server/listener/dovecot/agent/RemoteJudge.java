package org.sallyport.server.listener.dovecot.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.listener.dovecot.Judge;
import org.sallyport.server.listener.dovecot.Reply;
import org.sallyport.server.wire.dovecot.Answer;

/// Asks servers in turn, another one where one cannot be reached or cannot tell, and again, as long as callers wait.
/// Only when nobody could tell by then, it says so. Thread-safe.
///
/// Asking twice is harmless: a question changes nothing but counters, and the same wrong secret is counted once.
public final class RemoteJudge implements Judge, AutoCloseable {
    /// Postfix gives up after 10 seconds.
    public static final Duration PATIENCE = Duration.ofSeconds(8);

    // Servers let whoever is throttled wait for up to four seconds. Whoever gives up sooner asks two in place of one.
    private static final Duration ONE_TRY = Duration.ofSeconds(5);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(100);
    private static final Reply NOBODY_CAN_TELL = new Reply.NotNow(Delay.OUTAGE, Duration.ZERO);

    private final List<RemoteServer> servers;
    private final Duration patience;
    private final Duration oneTry;
    private final AtomicInteger turns = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("agent-asks-", 1).factory());

    /// @param servers at least one
    /// @param patience from being asked until the answer is that nobody can tell
    public RemoteJudge(List<ServerAddress> servers, Dialler dialler, Duration patience) {
        this(servers, dialler, patience, System::nanoTime);
    }

    /// @param nanos by which silent servers rest
    RemoteJudge(List<ServerAddress> servers, Dialler dialler, Duration patience, LongSupplier nanos) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("an agent needs a server");
        }
        this.servers = servers.stream()
                .map(address -> new RemoteServer(dialler, address, nanos))
                .toList();
        this.patience = patience;
        // Where there is no other server, nobody could answer sooner than this one does.
        this.oneTry = servers.size() == 1 ? patience : ONE_TRY;
    }

    @Override
    public Optional<Reply> atOnce(Attempt attempt) {
        return Optional.empty();
    }

    @Override
    public CompletionStage<Reply> ask(Attempt attempt, TraceId trace, Duration within) {
        long deadline = System.nanoTime() + (within.compareTo(patience) < 0 ? within : patience).toNanos();
        return CompletableFuture.supplyAsync(() -> judge(attempt, deadline), threads);
    }

    /// Leaves the servers. To be called when the last question is answered.
    @Override
    public void close() {
        stopped.countDown();
        threads.shutdownNow();
        servers.forEach(RemoteServer::close);
    }

    private Reply judge(Attempt attempt, long deadline) {
        do {
            for (var server : inOrder()) {
                var left = Duration.ofNanos(deadline - System.nanoTime());
                if (left.isPositive()) {
                    var reply = ask(server, attempt, left.compareTo(oneTry) < 0 ? left : oneTry);
                    if (reply.isPresent()) {
                        return reply.get();
                    }
                }
            }
        } while (System.nanoTime() + BETWEEN_ROUNDS.toNanos() < deadline && !isStoppedAfterARest());
        return NOBODY_CAN_TELL;
    }

    /// The reply of one server; empty where somebody else may know more.
    private static Optional<Reply> ask(RemoteServer server, Attempt attempt, Duration patience) {
        try {
            return switch (server.ask(attempt, patience)) {
                case Answer.Ok(var _, var user) when !user.isEmpty() -> Optional.of(new Reply.SignedIn(user));
                case Answer.Fail(var _, var _, var code) ->
                    switch (code) {
                        case NONE, INVALID_BASE64 -> Optional.of(new Reply.Refused());
                        case THROTTLED -> Optional.of(new Reply.NotNow(Delay.THROTTLED, Duration.ZERO));
                        case TEMP_FAIL -> Optional.empty();
                    };
                // Nobody is signed in without a name, and everything has been said already.
                case Answer.Ok _, Answer.Continue _ -> Optional.empty();
            };
        } catch (IOException unreachable) {
            return Optional.empty();
        }
    }

    /// Each time another one first; behind the others those that were silent, but for one that may be tried before all:
    /// more than one would use up the patience of whoever asks.
    private List<RemoteServer> inOrder() {
        var order = new ArrayDeque<RemoteServer>();
        var silent = new ArrayList<RemoteServer>();
        int first = Math.floorMod(turns.getAndIncrement(), servers.size());
        boolean trying = false;
        for (int i = 0; i < servers.size(); i++) {
            var server = servers.get((first + i) % servers.size());
            if (server.answers()) {
                order.addLast(server);
            } else if (!trying && server.isToBeTried()) {
                trying = true;
                order.addFirst(server);
            } else {
                silent.add(server);
            }
        }
        order.addAll(silent);
        return List.copyOf(order);
    }

    private boolean isStoppedAfterARest() {
        try {
            return stopped.await(BETWEEN_ROUNDS.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
