package org.sallyport.server.syslog;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/// A collector that reads messages with octet counting, and can be made to die on the way.
final class CollectorOnThisMachine implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile int diesBehind = Integer.MAX_VALUE;

    private CollectorOnThisMachine(ServerSocket server) {
        this.server = server;
        Thread.ofVirtual().start(this::serve);
    }

    static CollectorOnThisMachine plain() throws IOException {
        return by(ServerSocketFactory.getDefault());
    }

    static CollectorOnThisMachine by(ServerSocketFactory factory) throws IOException {
        return new CollectorOnThisMachine(factory.createServerSocket(0, 8, InetAddress.getLoopbackAddress()));
    }

    /// From now on it resets each connection behind so many messages more.
    void diesBehind(int more) {
        diesBehind = more;
    }

    void lives() {
        diesBehind = Integer.MAX_VALUE;
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> messages() {
        return messages;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                read(socket);
            } catch (IOException gone) {
                // The next connection is another one.
            }
        }
    }

    private void read(Socket socket) throws IOException {
        var in = socket.getInputStream();
        for (int read = 0; read < diesBehind; read++) {
            int length = length(in);
            if (length < 0) {
                return;
            }
            messages.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
        // RFC 9293 section 3.6.1: a reset, and what is still to be read is lost.
        socket.setSoLinger(true, 0);
    }

    private static int length(InputStream in) throws IOException {
        int length = 0;
        for (int c = in.read(); c != ' '; c = in.read()) {
            if (c < 0) {
                if (length == 0) {
                    return -1;
                }
                throw new EOFException("in the middle of a length");
            }
            length = length * 10 + Character.digit(c, 10);
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
