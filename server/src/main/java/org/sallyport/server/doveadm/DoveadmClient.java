package org.sallyport.server.doveadm;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
final class DoveadmClient implements AutoCloseable {
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

    /// What a server has done; its cache is empty in any case.
    sealed interface Done {
        /// It closed so many connections.
        record Closed(int connections) implements Done {}

        /// It closed what there was and could not tell how many.
        record Uncounted() implements Done {}

        /// It closed nothing, because it cannot be told whose.
        record LeftOpen() implements Done {}
    }

    /// Empties the server's cache for this user and closes connections.
    ///
    /// @throws Unavailable when the server cannot be reached or does not do as it was asked
    Done close(DoveadmServer server, Username user, Optional<AppPasswordId> appPassword) {
        var whom = whom(server, user, appPassword);
        var answers = ask(server, question(user, whom));
        requireDone(server, answers, FLUSH);
        if (whom.isEmpty()) {
            return new Done.LeftOpen();
        }
        requireDone(server, answers, KICK);
        return counted(answers);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    // Empty where nothing that can be said to this server means this person alone.
    private static Optional<Map<String, Object>> whom(
            DoveadmServer server, Username user, Optional<AppPasswordId> appPassword) {
        if (appPassword.isPresent() && server.kick() == DoveadmServer.Kick.APP_PASSWORD) {
            return Optional.of(Map.of(
                    "passdbField", FIELD, "mask", List.of(appPassword.get().toString())));
        }
        return Mask.isExact(user) ? Optional.of(Map.of("mask", List.of(user.canonical()))) : Optional.empty();
    }

    // authCacheFlush compares letter by letter and knows no masks.
    private String question(Username user, Optional<Map<String, Object>> whom) {
        var commands = new ArrayList<List<Object>>();
        commands.add(List.of("authCacheFlush", Map.of("user", List.of(user.canonical())), FLUSH));
        whom.ifPresent(mask -> {
            commands.add(List.of(WHO, mask, WHO));
            commands.add(List.of(KICK, mask, KICK));
        });
        return json.writeValueAsString(commands);
    }

    private static Done counted(List<JsonNode> answers) {
        if (answers.stream().anyMatch(answer -> isTo(KICK, answer) && isNobody(answer))) {
            return new Done.Closed(0);
        }
        return answers.stream()
                .filter(answer -> isTo(WHO, answer) && isResponse(answer))
                .findFirst()
                .<Done>map(answer -> new Done.Closed(answer.path(1)
                        .valueStream()
                        .mapToInt(row -> row.path("connections").asInt(0))
                        .sum()))
                .orElseGet(Done.Uncounted::new);
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
        byte[] key = server.apiKey().copy();
        try {
            return Base64.getEncoder().encodeToString(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static void requireDone(DoveadmServer server, List<JsonNode> answers, String tag) {
        if (answers.stream().noneMatch(answer -> isTo(tag, answer) && (isResponse(answer) || isNobody(answer)))) {
            throw new Unavailable(server.name(), "doveadm did not " + tag);
        }
    }

    private static boolean isResponse(JsonNode answer) {
        return answer.path(0).asString("").equals("doveadmResponse");
    }

    private static boolean isNobody(JsonNode answer) {
        return answer.path(1).path("exitCode").asInt(0) == NOBODY;
    }

    private static boolean isTo(String tag, JsonNode answer) {
        return tag.equals(answer.path(2).asString(""));
    }
}
