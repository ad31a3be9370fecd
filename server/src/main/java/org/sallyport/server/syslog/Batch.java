package org.sallyport.server.syslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One connection to a collector, for some messages.
///
/// Syslog has no answer: what was written may lie in a buffer of either machine and be gone with a collector that is
/// killed. So a batch ends as TCP lets it: we say that nothing more comes, and the collector, having read to the end,
/// closes its side. Only then is what was sent certainly there; a connection that ends otherwise counts for nothing,
/// and its messages are sent once more.
final class Batch implements AutoCloseable {
    private static final int BUFFER = 32 * 1024;
    // A collector that takes nothing more would hold a write for ever: TCP knows no timeout for it.
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private final Socket plain;
    private final Socket socket;
    private final OutputStream out;
    private final CompletableFuture<Void> end;

    /// @param plain the connection
    /// @param socket what is spoken on it: TLS over it, or the same
    Batch(Socket plain, Socket socket) throws IOException {
        this.plain = plain;
        this.socket = socket;
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        this.end = CompletableFuture.runAsync(
                this::cut, CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
    }

    // RFC 5425 section 4.3: MSG-LEN SP SYSLOG-MSG.
    void send(byte[] message) throws IOException {
        out.write((message.length + " ").getBytes(US_ASCII));
        out.write(message);
    }

    /// Ends it.
    ///
    /// @throws IOException when the collector may not have everything
    void finish() throws IOException {
        out.flush();
        socket.shutdownOutput();
        if (!plain.isOutputShutdown()) {
            // RFC 5425 section 4.4: close_notify has gone out; that the connection ends, some hear only from TCP.
            plain.shutdownOutput();
        }
        var in = socket.getInputStream();
        while (in.read() >= 0) {
            // RFC 5425 knows nothing that a collector says; whatever it is, its end is what counts.
        }
    }

    private void cut() {
        try {
            plain.close();
        } catch (IOException alreadyGone) {
            end.cancel(false);
        }
    }

    @Override
    public void close() {
        end.cancel(false);
        cut();
    }
}
