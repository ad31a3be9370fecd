package org.sallyport.server.outward;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/// A provider on this machine that answers what it is told to, and remembers what it was asked.
public final class Responder implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 201;
    private volatile Optional<String> location = Optional.empty();

    /// A request as it arrived.
    public record Asked(String method, String path, Map<String, String> headers, String body) {
        public String authorization() {
            return headers.getOrDefault("Authorization", "");
        }

        public String type() {
            return headers.getOrDefault("Content-type", "");
        }

        /// The fields of a form.
        public Map<String, String> form() {
            var fields = new LinkedHashMap<String, String>();
            for (var pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
            return fields;
        }
    }

    private Responder(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::answer);
        server.start();
    }

    public static Responder plain() throws IOException {
        return new Responder(HttpServer.create(anyPort(), 0), "http");
    }

    public static Responder secure(SSLContext context) throws IOException {
        var server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new Responder(server, "https");
    }

    public void answers(int next) {
        status = next;
    }

    public void redirectsTo(URI elsewhere) {
        status = 307;
        location = Optional.of(elsewhere.toString());
    }

    public URI url() {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
    }

    public List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        location.ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
        byte[] body = "{\"sid\": \"SM1\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
