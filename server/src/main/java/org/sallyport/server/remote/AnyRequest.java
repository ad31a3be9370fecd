package org.sallyport.server.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.server.remote.Input.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// `api`: any request to the API, for what there is no command of its own for.
final class AnyRequest {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private AnyRequest() {}

    static List<RemoteCommand> commands() {
        return List.of(new RemoteCommand(
                "api",
                "Send a request to the API and print the answer as it is.",
                List.of(),
                List.of(
                        Input.path("METHOD", "", "GET, POST, PUT, PATCH or DELETE."),
                        Input.path("PATH", "", "With its query, like /api/v1/people?state=enabled."),
                        Input.query("--data", "", Kind.TEXT, "A file to send; - for standard input."),
                        Input.query("--type", "", Kind.TEXT, "What it holds: application/json unless said."),
                        Input.query("--if-match", "", Kind.TEXT, "The ETag of what is changed; * for any.")),
                Show.fields(),
                Optional.of(AnyRequest::send)));
    }

    private static int send(Talk talk) {
        var given = talk.given();
        var method = given.require("METHOD").toUpperCase(Locale.ROOT);
        var path = given.require("PATH");
        if (!METHODS.contains(method)) {
            throw RemoteFailure.misuse("METHOD needs GET, POST, PUT, PATCH or DELETE");
        }
        if (!path.matches("/api/[!-~]*") || path.contains("..")) {
            throw RemoteFailure.misuse("PATH needs a path of the API, encoded, like /api/v1/token");
        }
        var headers = new HashMap<String, String>();
        given.text("--if-match").ifPresent(tag -> headers.put("If-Match", header(tag)));
        var type = given.text("--type").map(AnyRequest::header).orElse("application/json");
        var body = given.text("--data").map(from -> new Question.Body(type, read(talk, from)));
        Answer answer;
        try {
            answer = talk.server().ask(new Question(method, path, body, headers));
        } catch (IllegalArgumentException unusable) {
            throw RemoteFailure.misuse("PATH needs a path of the API, encoded, like /api/v1/token");
        }
        answer.headers().firstValue("ETag").ifPresent(tag -> talk.screen().tell("ETag: " + tag));
        print(talk.screen(), answer);
        return 0;
    }

    private static void print(Screen screen, Answer answer) {
        if (answer.bytes().length == 0) {
            return;
        }
        try {
            screen.json(JsonMapper.shared().readTree(answer.bytes()));
        } catch (JacksonException other) {
            screen.say(answer.text());
        }
    }

    private static String header(String value) {
        if (!value.matches("[ -~]{1,200}")) {
            throw RemoteFailure.misuse("--if-match and --type need visible characters");
        }
        return value;
    }

    private static byte[] read(Talk talk, String from) {
        try {
            return from.equals("-") ? talk.surroundings().in().readAllBytes() : Files.readAllBytes(Path.of(from));
        } catch (IOException unreadable) {
            throw RemoteFailure.refused(from + " cannot be read.");
        }
    }
}
