package org.sallyport.acceptance.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.json.JsonMapper;

/// `POST /verify`, asked as a mail server would. Thread-safe.
final class Door {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI address;
    private final String token;
    private final LongAdder asked = new LongAdder();
    private final LongAdder deferred = new LongAdder();

    Door(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /// What the door says.
    sealed interface Answer {
        /// @param id of the app password that opened it
        record In(String id) implements Answer {}

        record Out() implements Answer {}

        /// It cannot tell now.
        record Later() implements Answer {}
    }

    Answer ask(String user, String secret) {
        asked.increment();
        try {
            var answer = CLIENT.send(question(user, secret), HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 ->
                    new Answer.In(JsonMapper.shared()
                            .readTree(answer.body())
                            .path("id")
                            .asString());
                case 401 -> new Answer.Out();
                case 503 -> {
                    deferred.increment();
                    yield new Answer.Later();
                }
                default -> throw new AssertionError("the verify port answers " + answer.statusCode());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A verdict, asked for again as long as there is none.
    Answer verdict(String user, String secret) {
        var first = ask(user, secret);
        return first instanceof Answer.Later
                ? await("a verdict on " + user)
                        .atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> ask(user, secret), answer -> !(answer instanceof Answer.Later))
                : first;
    }

    /// Whether anybody is there who gives verdicts.
    boolean isOpen(String user, String secret) {
        try {
            return !(ask(user, secret) instanceof Answer.Later);
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    long asked() {
        return asked.sum();
    }

    long deferred() {
        return deferred.sum();
    }

    private HttpRequest question(String user, String secret) {
        var body = Map.of("user", user, "password", secret, "protocol", "imap", "remote_ip", "192.0.2.7");
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                .build();
    }
}
