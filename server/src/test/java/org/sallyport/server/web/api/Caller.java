package org.sallyport.server.web.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Allowance;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.Making;
import org.sallyport.core.api.TokenDesk;
import org.sallyport.core.api.WantedToken;
import org.sallyport.server.web.RunningWeb;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A program that calls the API.
final class Caller {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningWeb web;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> headers = new LinkedHashMap<>();

    Caller(RunningWeb web) {
        this.web = web;
    }

    /// With a token that this account has just made for all that its role allows.
    static Caller of(RunningWeb web, Account maker) {
        return of(web, maker, TokenDesk.scopes(maker.role(), ApiToken.Kind.PERSONAL));
    }

    static Caller of(RunningWeb web, Account maker, Set<Permission> scopes) {
        var made = make(web, maker, ApiToken.Kind.PERSONAL, scopes);
        return new Caller(web).with("Authorization", "Bearer " + made.secret().reveal());
    }

    static Making.Made make(RunningWeb web, Account maker, ApiToken.Kind kind, Set<Permission> scopes) {
        var wanted = new WantedToken(kind, new Allowance("a test", scopes, Set.of()), Duration.ofDays(30));
        return (Making.Made)
                web.bean(TokenDesk.class).make(maker.id(), web.organisation.clock.instant(), wanted, _ -> true);
    }

    /// Sends this header with everything from now on.
    Caller with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Caller without(String name) {
        headers.remove(name);
        return this;
    }

    record Answer(int status, String text, java.net.http.HttpHeaders headers) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        String at(String pointer) {
            return json().at(pointer).asString();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /// The end of the type of its problem details.
        String problem() {
            return header("Content-Type").startsWith("application/problem+json")
                    ? at("/type").substring("urn:sallyport:problem:".length())
                    : "none";
        }
    }

    Answer get(String path) {
        return ask("GET", path, "", "");
    }

    Answer post(String path, String json) {
        return ask("POST", path, "application/json", json);
    }

    Answer put(String path, String json) {
        return ask("PUT", path, "application/json", json);
    }

    Answer ask(String method, String path, String type, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + web.port() + path));
        headers.forEach(request::header);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        request.method(
                method,
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(answer.statusCode(), answer.body(), answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
