package org.sallyport.acceptance.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// The application behind a web proxy: it answers every request with the header fields it got, one a line.
public final class Application implements AutoCloseable {
    private final HttpServer server;

    private Application(HttpServer server) {
        this.server = server;
    }

    public static Application start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                var fields = exchange.getRequestHeaders().entrySet().stream()
                        .map(field -> field.getKey().toLowerCase(java.util.Locale.ROOT) + ": "
                                + String.join(" | ", field.getValue()))
                        .sorted()
                        .collect(Collectors.joining("\n", "", "\n"))
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, fields.length);
                exchange.getResponseBody().write(fields);
                exchange.close();
            });
            server.start();
            return new Application(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
