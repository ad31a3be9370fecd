package org.sallyport.server.outward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.sallyport.core.store.Unavailable;

/// One request to somebody elsewhere, of which only the status counts: HTTP/1.1 (RFC 9112) on a connection of its own,
/// to the address that [Reach] has judged, with the certificate checked against the name. No redirect is followed and
/// no body is read, so that nothing they say gets anywhere. Thread-safe.
public final class Post {
    private static final int LONGEST_HEAD = 16 * 1024;

    private final Reach reach;
    private final SSLSocketFactory tls;
    private final Duration patience;

    /// @param patience how long all of it may take
    public Post(Reach reach, SSLSocketFactory tls, Duration patience) {
        this.reach = reach;
        this.tls = tls;
        this.patience = patience;
    }

    /// A header line.
    public record Field(String name, String value) {
        public Field {
            if (!name.matches("[A-Za-z0-9-]{1,64}") || value.chars().anyMatch(c -> c < ' ' || c == 0x7f || c > 0xff)) {
                throw new IllegalArgumentException("a header is a name and one line, found something else");
            }
        }
    }

    /// Posts a body and returns the status of the answer.
    ///
    /// @throws Unavailable when nobody was there to take it, and nothing went out
    /// @throws IOException when it went out, or some of it, and no answer came in time
    public int send(URI url, List<Field> fields, String type, String body) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (var socket = connect(url, deadline)) {
            byte[] content = body.getBytes(UTF_8);
            var out = socket.getOutputStream();
            out.write(head(url, fields, type, content.length).getBytes(ISO_8859_1));
            out.write(content);
            out.flush();
            int status = status(socket, deadline);
            // RFC 9110 section 15.2: interim answers come before the one that counts.
            while (status >= 100 && status < 200) {
                status = status(socket, deadline);
            }
            return status;
        }
    }

    private Socket connect(URI url, long deadline) {
        try {
            return open(url, deadline);
        } catch (IOException fault) {
            throw new Unavailable(reach.who(), fault);
        }
    }

    // The socket is the caller's as soon as it is returned, and closed here when anything fails before that.
    private Socket open(URI url, long deadline) throws IOException {
        boolean secure = url.getScheme().equals("https");
        int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
        var plain = new Socket();
        boolean open = false;
        try {
            plain.connect(new InetSocketAddress(reach.of(url.getHost()), port), left(deadline));
            plain.setSoTimeout(left(deadline));
            var socket = secure ? ClientTls.over(tls, plain, url.getHost(), port) : plain;
            open = true;
            return socket;
        } finally {
            if (!open) {
                plain.close();
            }
        }
    }

    private static String head(URI url, List<Field> fields, String type, int length) {
        var path =
                Optional.ofNullable(url.getRawPath()).filter(p -> !p.isEmpty()).orElse("/");
        var target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        var host = url.getPort() > 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
        var head = new StringBuilder("POST " + target + " HTTP/1.1\r\n");
        Map.of(
                        "Host",
                        host,
                        "Content-Type",
                        type,
                        "Content-Length",
                        Integer.toString(length),
                        "Connection",
                        "close",
                        "User-Agent",
                        "Sallyport")
                .forEach((name, value) -> line(head, new Field(name, value)));
        fields.forEach(field -> line(head, field));
        return head.append("\r\n").toString();
    }

    private static void line(StringBuilder head, Field field) {
        head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }

    private int status(Socket socket, long deadline) throws IOException {
        var line = readHead(socket, deadline).lines().findFirst().orElse("");
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw new IOException("the other side does not speak HTTP/1.1");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private String readHead(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            socket.setSoTimeout(left(deadline));
            int next = in.read();
            if (next < 0 || head.length() >= LONGEST_HEAD) {
                throw new IOException("the other side's answer has no end");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int left(long deadline) throws IOException {
        long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (millis <= 0) {
            throw new IOException("the other side took too long");
        }
        return Math.toIntExact(millis);
    }
}
