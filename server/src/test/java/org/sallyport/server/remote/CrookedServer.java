package org.sallyport.server.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that says, byte for byte, what it was told to say, and closes after every answer.
final class CrookedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    CrookedServer(ServerSocket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::serve);
    }

    static CrookedServer plain() throws IOException {
        return new CrookedServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    }

    CrookedServer say(String bytes) {
        answers.add(bytes);
        return this;
    }

    CrookedServer json(int status, String body, String... headers) {
        var type = status >= 400 ? "application/problem+json" : "application/json";
        return whole(status, type, body, headers);
    }

    CrookedServer whole(int status, String type, String body, String... headers) {
        var more = new StringBuilder();
        for (var header : headers) {
            more.append(header).append("\r\n");
        }
        return say("HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\n" + more + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body);
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Heads and bodies of all requests so far.
    List<String> requests() {
        return requests;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var peer = socket.accept()) {
                requests.add(read(peer));
                var answer = answers.poll();
                if (answer != null) {
                    peer.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    peer.getOutputStream().flush();
                }
            } catch (IOException gone) {
                // The next one, or the end.
            }
        }
    }

    private static String read(Socket peer) throws IOException {
        var text = new StringBuilder();
        InputStream in = peer.getInputStream();
        int wanted = Integer.MAX_VALUE;
        while (text.length() < wanted) {
            int sign = in.read();
            if (sign < 0) {
                break;
            }
            text.append((char) sign);
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0 && wanted == Integer.MAX_VALUE) {
                var length = java.util.regex.Pattern.compile("(?i)content-length: ([0-9]+)")
                        .matcher(text);
                wanted = end + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
