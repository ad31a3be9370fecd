package org.sallyport.server.listener.dovecot.agent;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.verify.Attempt;
import org.sallyport.server.wire.dovecot.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One server, connected to when it is needed. Thread-safe.
final class RemoteServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteServer.class);
    private static final Duration PATIENCE_TO_CONNECT = Duration.ofSeconds(2);
    private static final long REST_NANOS = Duration.ofMillis(250).toNanos();

    private final Dialler dialler;
    private final ServerAddress address;
    private @Nullable ServerConnection connection;
    private volatile long restsUntil = System.nanoTime();
    private volatile boolean reached = true;

    RemoteServer(Dialler dialler, ServerAddress address) {
        this.dialler = dialler;
        this.address = address;
    }

    /// Whether it failed a moment ago, so that others come first.
    boolean rests() {
        return System.nanoTime() - restsUntil < 0;
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
        boolean news = !rests();
        if (news) {
            restsUntil = System.nanoTime() + REST_NANOS;
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
