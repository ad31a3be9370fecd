package org.sallyport.server.remote;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a server answered.
record Answer(int status, HttpHeaders headers, byte[] bytes) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROBLEM = "urn:sallyport:problem:";

    boolean isGood() {
        return status / 100 == 2;
    }

    /// What was wanted waits for a second one of the staff.
    boolean isAccepted() {
        return status == 202;
    }

    /// It says nothing but its status.
    boolean isEmpty() {
        return bytes.length == 0;
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// @throws RemoteFailure when it is none
    JsonNode json() {
        if (isEmpty()) {
            return JSON.createObjectNode();
        }
        return document()
                .orElseThrow(() -> RemoteFailure.unavailable(
                        "the server's answer (" + status + ") is no JSON: is there a Sallyport at this address?"));
    }

    /// The code of the problem that it tells; empty where it tells none.
    String problem() {
        return document()
                .map(document -> document.path("type").asString(""))
                .filter(type -> type.startsWith(PROBLEM))
                .map(type -> type.substring(PROBLEM.length()))
                .orElse("");
    }

    /// For how long the server asks to be left alone.
    Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private Optional<JsonNode> document() {
        var type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.matches("application/([a-z.+-]*\\+)?json\\b.*")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readTree(bytes));
        } catch (JacksonException half) {
            return Optional.empty();
        }
    }

    /// What went wrong, in words, with the exit code that goes with it.
    RemoteFailure failure() {
        if (status / 100 == 3) {
            return RemoteFailure.misuse("the server sends elsewhere (" + status + ": "
                    + headers.firstValue("Location").orElse("nowhere")
                    + "), and a token goes only where you said: name that address if it is the right one");
        }
        var words = words();
        return status >= 500 || status == 429 || problem().isEmpty() && status != 401 && status != 403
                ? RemoteFailure.unavailable(words)
                : RemoteFailure.refused(words);
    }

    private String words() {
        if (problem().isEmpty()) {
            return "the server answered " + status
                    + " and not as a Sallyport does: is the address right, and is it running?";
        }
        var problem = document().orElseThrow();
        var words = new StringBuilder(lead(problem));
        for (var error : problem.path("errors")) {
            words.append("\n  ")
                    .append(error.path("pointer").asString(""))
                    .append(": ")
                    .append(error.path("detail").asString(""));
        }
        var incident = problem.path("incident").asString("");
        if (!incident.isEmpty()) {
            words.append("\n  The server's log has more under ")
                    .append(incident)
                    .append('.');
        }
        return words.toString();
    }

    private String lead(JsonNode problem) {
        var said = problem.path("detail").asString(problem.path("title").asString("refused"));
        return switch (problem()) {
            case "token-missing", "token-not-good" ->
                "the server does not take this token: it may have ended, been revoked, or not be for this network";
            case "not-for-this-token" ->
                "this token may not do that"
                        + scope().map(scope -> ": it would need the scope " + scope)
                                .orElse("");
            case "already-shown" ->
                "it is done, but the answer was lost on its way, and a secret is given only once: make another";
            case "too-many-requests" -> "the server has too much to do with this token or from here: come again later";
            default -> said;
        };
    }

    private Optional<String> scope() {
        return headers.firstValue("WWW-Authenticate")
                .map(challenge ->
                        java.util.regex.Pattern.compile("scope=\"([a-z -]+)\"").matcher(challenge))
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1));
    }
}
