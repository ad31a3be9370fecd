package org.sallyport.server.listener.dovecot.agent;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
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
    private @Nullable ServerConnection connection;
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
            var answer = connected().ask(attempt, patience);
            noteReached();
            return answer;
        } catch (IOException unreachable) {
            noteLost(unreachable);
            throw unreachable;
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
        }
    }

    private synchronized ServerConnection connected() throws IOException {
        if (connection == null || !connection.isOpen()) {
            if (rests()) {
                throw new IOException(address + " could not be reached a moment ago");
            }
            connection = ServerConnection.open(dialler, address, PATIENCE_TO_CONNECT);
        }
        return connection;
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
