package org.sallyport.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/// Where a secret is asked about over HTTP on loopback, and how.
///
/// @param token of the connected server; of no meaning to [Way#BASIC]
record Door(Way way, int port, String token) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /// How to ask.
    enum Way {
        /// `POST /verify` with JSON.
        VERIFY,
        /// `GET /forward-auth` with HTTP Basic, as a web proxy asks.
        FORWARD_AUTH,
        /// `GET /` with HTTP Basic.
        BASIC
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /// What `ask.lua` is told.
    List<String> told(String credentials) {
        return switch (way) {
            case VERIFY -> List.of("verify", credentials, token);
            case FORWARD_AUTH -> List.of("forward-auth", credentials, token);
            case BASIC -> List.of("basic", credentials);
        };
    }

    /// The status code of the answer; 0 while nobody listens.
    int ask(String name, String letters) {
        try {
            return CLIENT.send(request(name, letters), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest request(String name, String letters) {
        return switch (way) {
            case VERIFY ->
                request("/verify")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"user\":\"%s\",\"password\":\"%s\",\"service\":\"imap\"}".formatted(name, letters)))
                        .build();
            case FORWARD_AUTH ->
                request("/forward-auth")
                        .header("X-Sallyport-Token", token)
                        .header("Authorization", basic(name, letters))
                        .GET()
                        .build();
            case BASIC ->
                request("/").header("Authorization", basic(name, letters)).GET().build();
        };
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofSeconds(10));
    }

    private static String basic(String name, String letters) {
        var credentials = (name + ":" + letters).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
