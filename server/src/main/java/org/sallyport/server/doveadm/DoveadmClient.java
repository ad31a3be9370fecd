package org.sallyport.server.doveadm;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.store.Unavailable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks the doveadm HTTP API, version 1: one question of several commands, answered one by one. Thread-safe.
///
/// An answer to `kick` names users and not connections, so `who` counts them first.
final class DoveadmClient {
    private static final String PATH = "/doveadm/v1";
    private static final String FIELD = "user_sallyport";
    private static final String FLUSH = "flush";
    private static final String WHO = "who";
    private static final String KICK = "kick";
    // sysexits.h: EX_NOUSER. Nobody was connected.
    private static final int NOBODY = 68;
    private static final int MOST_ANSWERED = 1 << 20;

    private final JsonMapper json = JsonMapper.shared();
    private final Duration patience;
    private final HttpClient http;

    /// @param patience how long one server may take
    DoveadmClient(Duration patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// Empties the server's cache for this user and closes connections.
    ///
    /// @return how many were closed
    /// @throws Unavailable when the server cannot be reached or does not do as it was asked
    int close(DoveadmServer server, Username user, Optional<AppPasswordId> appPassword) {
        var answers = ask(server, question(server, user, appPassword));
        requireDone(server, answers, FLUSH);
        requireDone(server, answers, KICK);
        int connections = 0;
        for (var answer : answers) {
            if (WHO.equals(tag(answer)) && isResponse(answer)) {
                for (var row : answer.get(1)) {
                    connections += row.path("connections").asInt(0);
                }
            }
        }
        return connections;
    }

    private String question(DoveadmServer server, Username user, Optional<AppPasswordId> appPassword) {
        var name = user.canonical();
        Map<String, Object> whom = appPassword.isPresent() && server.kick() == DoveadmServer.Kick.APP_PASSWORD
                ? Map.of("passdbField", FIELD, "mask", List.of(appPassword.get().toString()))
                : Map.of("mask", List.of(literal(server, name)));
        return json.writeValueAsString(List.of(
                List.of("authCacheFlush", Map.of("user", List.of(name)), FLUSH),
                List.of(WHO, whom, WHO),
                List.of(KICK, whom, KICK)));
    }

    // A mask with wildcards in it would close what others have open.
    private static String literal(DoveadmServer server, String name) {
        if (name.indexOf('*') >= 0 || name.indexOf('?') >= 0) {
            throw new Unavailable(server.name(), "a user name with a wildcard in it cannot be kicked");
        }
        return name;
    }

    private List<JsonNode> ask(DoveadmServer server, String question) {
        var request = HttpRequest.newBuilder(server.url().resolve(PATH))
                .timeout(patience)
                .header("Authorization", "X-Dovecot-API " + encoded(server))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        try {
            var response = http.send(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MOST_ANSWERED));
            if (response.statusCode() != 200) {
                throw new Unavailable(server.name(), "doveadm answered " + response.statusCode());
            }
            var answers = new ArrayList<JsonNode>();
            json.readTree(response.body()).forEach(answers::add);
            return answers;
        } catch (IOException | JacksonException fault) {
            throw new Unavailable(server.name(), fault);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable(server.name(), stopping);
        }
    }

    private static String encoded(DoveadmServer server) {
        return Base64.getEncoder().encodeToString(server.apiKey().copy());
    }

    private static void requireDone(DoveadmServer server, List<JsonNode> answers, String tag) {
        boolean done = answers.stream()
                .filter(answer -> tag.equals(tag(answer)))
                .anyMatch(answer ->
                        isResponse(answer) || answer.path(1).path("exitCode").asInt(0) == NOBODY);
        if (!done) {
            throw new Unavailable(server.name(), "doveadm did not " + tag);
        }
    }

    private static boolean isResponse(JsonNode answer) {
        return answer.path(0).asString("").equals("doveadmResponse");
    }

    private static String tag(JsonNode answer) {
        return answer.path(2).asString("");
    }
}
