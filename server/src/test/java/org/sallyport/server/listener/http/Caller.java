package org.sallyport.server.listener.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Somebody with a socket, who may send any bytes at all.
final class Caller implements AutoCloseable {
    static final String TOKEN = "a-token-of-thirty-two-characters";
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private Caller(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /// @param status 0 where the connection was closed instead
    record Answer(int status, Map<String, String> fields, String body) {
        static final Answer CLOSED = new Answer(0, Map.of(), "");

        String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    static Caller of(InetSocketAddress address) throws IOException {
        return new Caller(new Socket(address.getAddress(), address.getPort()));
    }

    static Caller over(Socket connected) throws IOException {
        return new Caller(connected);
    }

    static String json(String password) {
        return "{\"user\":\"eleni\",\"password\":\"" + password + "\",\"service\":\"imap\",\"rip\":\"192.0.2.7\"}";
    }

    static String request(String json) {
        return request(json, "Authorization: Bearer " + TOKEN + "\r\n");
    }

    static String request(String json, String fields) {
        return "POST /verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n" + fields + "\r\n" + json;
    }

    Caller send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Caller send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    Answer ask(String password) throws IOException {
        return send(request(json(password))).answer();
    }

    /// The next answer, or [Answer#CLOSED].
    Answer answer() throws IOException {
        var head = head();
        int length = Integer.parseInt(head.field("content-length").isEmpty() ? "0" : head.field("content-length"));
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("an answer was cut");
        }
        return new Answer(head.status(), head.fields(), new String(body, StandardCharsets.UTF_8));
    }

    /// The head of the next answer, which is all of it where HEAD was asked.
    Answer head() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return Answer.CLOSED;
            }
            head.write(b);
        }
        var lines = head.toString(StandardCharsets.US_ASCII).lines().toList();
        var fields = new TreeMap<String, String>();
        for (int i = 1; i < lines.size() - 1; i++) {
            int colon = lines.get(i).indexOf(':');
            fields.put(
                    lines.get(i).substring(0, colon).toLowerCase(Locale.ROOT),
                    lines.get(i).substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(lines.getFirst().substring(9, 12)), fields, "");
    }

    boolean isClosed() throws IOException {
        return answer().equals(Answer.CLOSED);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
