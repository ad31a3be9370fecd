package org.sallyport.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.sallyport.bench.load.Guessing;
import org.sallyport.bench.town.Resident;

/// The form for signing in, as of a browser behind a proxy that says where it is.
final class PageGuessing implements Guessing {
    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client;
    private final URI address;
    private final String cookie;
    private final String token;

    private PageGuessing(HttpClient client, URI address, HttpResponse<String> form) {
        this.client = client;
        this.address = address;
        this.cookie = form.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        var found = TOKEN.matcher(form.body());
        if (!found.find()) {
            throw new IllegalStateException("the form has no token");
        }
        this.token = found.group(1);
    }

    /// Fetches the form as soon as there is one: the pages are there last.
    static PageGuessing open(int port) throws IOException {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var address = URI.create("http://127.0.0.1:" + port + "/sign-in");
        long begun = System.nanoTime();
        while (true) {
            try {
                return new PageGuessing(client, address, send(client, HttpRequest.newBuilder(address)));
            } catch (IOException nobody) {
                if (System.nanoTime() - begun > LONGEST_START.toNanos()) {
                    throw nobody;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    @Override
    public long guess(Resident who) throws IOException {
        var form =
                "_csrf=" + encoded(token) + "&name=" + encoded(who.name()) + "&password=" + encoded(who.lettersInUse());
        var request = HttpRequest.newBuilder(address)
                .header("Cookie", cookie)
                .header("X-Forwarded-For", who.address())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        long asked = System.nanoTime();
        var answer = send(client, request);
        long taken = System.nanoTime() - asked;
        // RFC 9110 section 15.5.21: what was typed is wrong. Whoever has to wait gets 429.
        if (answer.statusCode() != 422) {
            throw new IllegalStateException("not a no: " + answer.statusCode());
        }
        return taken;
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
