package org.sallyport.bench.process;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.bench.town.Organisation;
import org.sallyport.core.method.Totp;

/// The administration pages of one server, as a signed-in owner's browser asks for them.
final class Console implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_INDEXING = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern PERSON = Pattern.compile("href=\"/admin/people/([0-9a-f-]{36})\"");
    private static final String INCOMPLETE = "<p class=\"note\" role=\"status\">";
    private static final int SHOWN = 200;
    private static final int SEE_OTHER = 303;

    private final HttpClient client;
    private final URI address;

    private Console(int port) {
        this.address = URI.create("http://127.0.0.1:" + port);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// Waits until there are pages, signs in, and waits until everybody can be found.
    static Console open(int port, Organisation.Owner owner, InstantSource clock) throws IOException {
        var console = new Console(port);
        console.awaitPages();
        console.send("/sign-in", "/sign-in", Map.of("name", owner.name(), "password", owner.password()));
        var code = Totp.code(owner.key(), Totp.stepAt(clock.instant()));
        console.send("/second-factor", "/second-factor/authenticator-app", Map.of("code", code));
        console.awaitIndex();
        return console;
    }

    /// How long the whole page took to arrive.
    ///
    /// @throws IllegalStateException when something else than a page came
    Duration timed(String path) throws IOException {
        long asked = System.nanoTime();
        page(path);
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /// Somebody whom the list at this path shows, by id.
    String somebody(String path) throws IOException {
        return find(PERSON, page(path), path);
    }

    private String page(String path) throws IOException {
        var answer = answer(HttpRequest.newBuilder(address.resolve(path)));
        if (answer.statusCode() != SHOWN || !answer.body().contains("</html>")) {
            throw new IllegalStateException(path + " needs to be shown, found " + answer.statusCode() + " "
                    + answer.headers().firstValue("Location").orElse(""));
        }
        return answer.body();
    }

    private void send(String from, String to, Map<String, String> fields) throws IOException {
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", find(TOKEN, page(at(from)), from));
        var body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = answer(HttpRequest.newBuilder(address.resolve(to))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() != SEE_OTHER) {
            throw new IllegalStateException(to + " needs to lead on, found " + answer.statusCode());
        }
    }

    /// Where a path leads in the end.
    private String at(String path) throws IOException {
        var answer = answer(HttpRequest.newBuilder(address.resolve(path)));
        var next = answer.headers().firstValue("Location");
        return next.isEmpty() ? path : at(URI.create(next.get()).getRawPath());
    }

    private void awaitPages() throws IOException {
        long begun = System.nanoTime();
        while (true) {
            try {
                page("/sign-in");
                return;
            } catch (IOException nobody) {
                if (System.nanoTime() - begun > LONGEST_START.toNanos()) {
                    throw nobody;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private void awaitIndex() throws IOException {
        long begun = System.nanoTime();
        while (page("/admin").contains(INCOMPLETE)) {
            if (System.nanoTime() - begun > LONGEST_INDEXING.toNanos()) {
                throw new IllegalStateException("the list of people is still not complete");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static String find(Pattern wanted, String page, String path) {
        var found = wanted.matcher(page);
        if (!found.find()) {
            throw new IllegalStateException(path + " holds no " + wanted);
        }
        return found.group(1);
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws IOException {
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
