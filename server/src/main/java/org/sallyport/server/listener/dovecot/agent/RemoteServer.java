package org.sallyport.server.listener.dovecot.agent;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.verify.Attempt;
import org.sallyport.server.wire.dovecot.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One server, connected to when it is needed. Thread-safe.
///
/// One that was silent comes behind all others until it has answered. Now and then a single question tries it first,
/// after waits that double up to half a minute: so callers hardly ever wait for it, and it is found when it is back.
final class RemoteServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteServer.class);
    private static final Duration PATIENCE_TO_CONNECT = Duration.ofSeconds(2);
    private static final long REST_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LONGEST_DOUBT_NANOS = Duration.ofSeconds(30).toNanos();

    private final Dialler dialler;
    private final ServerAddress address;
    private final LongSupplier nanos;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable ServerConnection connection;
    private volatile boolean closed;
    private volatile long restsUntil;
    private volatile boolean reached = true;
    private final Object doubting = new Object();
    private long doubt = REST_NANOS;
    private long doubtedUntil;

    /// @param nanos what [System#nanoTime] says
    RemoteServer(Dialler dialler, ServerAddress address, LongSupplier nanos) {
        this.dialler = dialler;
        this.address = address;
        this.nanos = nanos;
        this.restsUntil = nanos.getAsLong();
    }

    /// Whether it answers, as far as anybody knows. One that does not comes behind those that do.
    boolean answers() {
        return reached;
    }

    /// Whether the question at hand is to find out if it is back. Of those that come meanwhile, one alone is told so.
    boolean isToBeTried() {
        synchronized (doubting) {
            long now = nanos.getAsLong();
            if (reached || now - doubtedUntil < 0) {
                return false;
            }
            doubt = Math.min(2 * doubt, LONGEST_DOUBT_NANOS);
            // Until this try has failed, which sets it anew.
            doubtedUntil = now + LONGEST_DOUBT_NANOS;
            return true;
        }
    }

    private boolean rests() {
        return nanos.getAsLong() - restsUntil < 0;
    }

    /// @throws IOException when it cannot be reached or does not answer in time
    Answer ask(Attempt attempt, Duration patience) throws IOException {
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            var answer = connected(patience).ask(attempt, until(deadline));
            noteReached();
            return answer;
        } catch (ServerConnection.Slow slow) {
            throw slow; // It answers others.
        } catch (IOException unreachable) {
            noteLost(unreachable);
            throw unreachable;
        }
    }

    @Override
    public void close() {
        closed = true;
        var open = connection;
        if (open != null) {
            open.close();
        }
    }

    /// The open connection, or a new one. One question connects; the others wait for it as long as they wait at all.
    private ServerConnection connected(Duration patience) throws IOException {
        var open = connection;
        if (open != null && open.isOpen()) {
            return open;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            if (!connecting.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException(address + " is being connected to");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        try {
            return connectedInTurn(until(deadline));
        } finally {
            connecting.unlock();
        }
    }

    private ServerConnection connectedInTurn(Duration patience) throws IOException {
        var open = connection;
        if (open != null && open.isOpen()) {
            return open;
        }
        if (rests() || closed) {
            throw new IOException(address + " could not be reached a moment ago");
        }
        var opened = ServerConnection.open(
                dialler, address, patience.compareTo(PATIENCE_TO_CONNECT) < 0 ? patience : PATIENCE_TO_CONNECT);
        connection = opened;
        if (closed) {
            opened.close();
        }
        return opened;
    }

    private static Duration until(long deadline) throws IOException {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        if (!left.isPositive()) {
            throw new IOException("no time is left");
        }
        return left;
    }

    private void noteReached() {
        if (!reached) {
            reached = true;
            LOG.atInfo()
                    .setMessage("agent.server-is-back")
                    .addKeyValue("server", address)
                    .log();
        }
    }

    private void noteLost(IOException why) {
        long now = nanos.getAsLong();
        if (!rests()) {
            restsUntil = now + REST_NANOS;
        }
        synchronized (doubting) {
            doubt = reached ? REST_NANOS : doubt;
            doubtedUntil = now + doubt;
        }
        if (reached) {
            reached = false;
            LOG.atWarn()
                    .setMessage("agent.server-is-lost")
                    .addKeyValue("server", address)
                    .addKeyValue("why", why.getMessage())
                    .log();
        }
    }
}
