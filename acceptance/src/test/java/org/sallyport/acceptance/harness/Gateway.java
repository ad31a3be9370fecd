package org.sallyport.acceptance.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// A gateway for text messages on this machine. It takes JSON with `to` and `text` at `/send`, and has as much of the
/// API of Twilio as sends a text: a form, with the account and its token.
public final class Gateway implements AutoCloseable {
    public static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    public static final String TOKEN = "of the gateway";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int UNAUTHORIZED = 401;

    private final HttpServer server;
    private final BlockingQueue<Text> taken = new LinkedBlockingQueue<>();
    private volatile int status = 201;

    /// A text as it arrived.
    public record Text(String to, String text) {
        /// What a telephone would fill in: the last word, behind the host it is good for.
        public String code() {
            return text.substring(text.lastIndexOf('#') + 1);
        }
    }

    private Gateway(HttpServer server) {
        this.server = server;
        server.createContext("/send", exchange -> answer(exchange, json(exchange)));
        server.createContext(
                "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json", exchange -> answer(exchange, form(exchange)));
        server.start();
    }

    public static Gateway open() {
        try {
            return new Gateway(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }

    /// Without a path: `http://localhost:40123`.
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// Answers whoever knows the token with this status from now on; from 300 on it takes nothing.
    public void answers(int next) {
        status = next;
    }

    /// The next text that has come or comes.
    public Text next() {
        try {
            var text = taken.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (text == null) {
                throw new AssertionError("no text came within " + PATIENCE);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean isEmpty() {
        return taken.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, Optional<Text> text) throws IOException {
        int answer = text.isPresent() ? status : UNAUTHORIZED;
        if (answer < 300) {
            text.ifPresent(taken::add);
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private static Optional<Text> json(HttpExchange exchange) throws IOException {
        var body = JsonMapper.shared().readTree(read(exchange));
        return TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Key"))
                ? Optional.of(
                        new Text(body.path("to").asString(), body.path("text").asString()))
                : Optional.empty();
    }

    private static Optional<Text> form(HttpExchange exchange) throws IOException {
        Map<String, String> fields = Arrays.stream(read(exchange).split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        var known =
                "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        return known.equals(exchange.getRequestHeaders().getFirst("Authorization")) && fields.containsKey("From")
                ? Optional.of(new Text(fields.getOrDefault("To", ""), fields.getOrDefault("Body", "")))
                : Optional.empty();
    }

    private static String read(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }
}
