package org.sallyport.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// A closed loop over connections that stay open: each asks again as soon as it is answered. One thread.
///
/// At the end it waits for what it has asked. To Dovecot a connection that goes away with a question open is a failed
/// sign-in, for which everybody from the same address is made to wait: the next round would find it idle.
public record ClosedLoop(Speech speech, int connections) {
    // So that connections do not ask the same at the same time.
    private static final int STRIDE = 7919;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    /// What came of it.
    public record Outcome(double seconds, Times times) {}

    /// Asks for this long.
    ///
    /// @throws Refused when a single answer was a no
    /// @throws IOException when nobody listens, a connection breaks or an answer does not come
    public Outcome run(int port, Duration time) throws IOException {
        var times = new Times();
        try (var selector = Selector.open()) {
            try {
                for (int i = 0; i < connections; i++) {
                    open(port, selector, new Connection(speech.begin(i * STRIDE)));
                }
                long begun = System.nanoTime();
                while (System.nanoTime() - begun < time.toNanos()) {
                    selector.select(key -> readable(key, times), 100);
                }
                awaitLastAnswers(selector, times);
                return new Outcome((System.nanoTime() - begun) / 1e9, times);
            } catch (UncheckedIOException broken) {
                throw broken.getCause();
            } finally {
                for (var key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    private static void open(int port, Selector selector, Connection connection) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, connection);
        connection.asking.begin(connection.out);
        connection.send(channel);
    }

    private static void awaitLastAnswers(Selector selector, Times times) throws IOException {
        selector.keys().forEach(key -> asking(key).askNoMore());
        long end = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (selector.keys().stream().anyMatch(key -> asking(key).open() > 0)) {
            if (System.nanoTime() > end) {
                throw new IOException("an answer did not come");
            }
            selector.select(key -> readable(key, times), 100);
        }
    }

    private static Asking asking(SelectionKey key) {
        return ((Connection) key.attachment()).asking;
    }

    private static void readable(SelectionKey key, Times times) {
        try {
            ((Connection) key.attachment()).hear((SocketChannel) key.channel(), times);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Connection {
        private final Asking asking;
        private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
        private final ByteBuffer out = ByteBuffer.allocate(64 * 1024);

        Connection(Asking asking) {
            this.asking = asking;
        }

        void hear(SocketChannel channel, Times times) throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("a connection was closed");
            }
            in.flip();
            asking.hear(in, out, times);
            in.compact();
            send(channel);
        }

        void send(SocketChannel channel) throws IOException {
            out.flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
            out.clear();
        }
    }
}
