package org.sallyport.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.bench.town.Resident;

/// A form of the pages that nobody has to be signed in for, as of a browser behind a proxy that says where it is.
final class PageForm implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client;
    private final URI address;
    private final String cookie;
    private final String token;

    private PageForm(HttpClient client, URI address, HttpResponse<String> page) {
        this.client = client;
        this.address = address;
        this.cookie = page.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        var found = TOKEN.matcher(page.body());
        if (!found.find()) {
            throw new IllegalStateException("the form has no token");
        }
        this.token = found.group(1);
    }

    /// Fetches the page as soon as there is one: the pages are there last.
    static PageForm open(int port, String path) throws IOException {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var address = URI.create("http://127.0.0.1:" + port + path);
        long begun = System.nanoTime();
        while (true) {
            try {
                return new PageForm(client, address, send(client, HttpRequest.newBuilder(address)));
            } catch (IOException nobody) {
                if (System.nanoTime() - begun > LONGEST_START.toNanos()) {
                    throw nobody;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    /// Sends the form, filled in like this, from where this one is.
    ///
    /// @param action where it goes, on the same host
    HttpResponse<String> send(String action, Resident who, Map<String, String> fields) throws IOException {
        var all = new HashMap<>(fields);
        all.put("_csrf", token);
        var body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(address.resolve(action))
                .header("Cookie", cookie)
                .header("X-Forwarded-For", who.address())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(client, request);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
