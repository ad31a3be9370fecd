package org.sallyport.server.web.api.reference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One thing that the API does, as people read it.
///
/// @param method `GET`
/// @param scope that it takes; empty where any token will do
/// @param body an example; empty where it takes none
public record Operation(
        String method,
        String path,
        String summary,
        Optional<String> scope,
        List<Parameter> parameters,
        Optional<Body> body,
        List<Answer> answers) {
    public Operation {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
    }

    /// @param in path, query or header
    public record Parameter(String name, String in, String type, boolean required) {
        boolean isSentAsHeader() {
            return in.equals("header") && required;
        }
    }

    /// @param type its media type
    public record Body(String type, String example) {}

    public record Answer(String status, String description) {}

    /// Unique on the page, and good for an address: `get-api-v1-people-id`.
    public String id() {
        return (method + path)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("-$", "");
    }

    /// A line for a shell. The token stands in a file, so that it is in no list of processes.
    public String curl(String origin) {
        return Stream.of(
                        Stream.of("curl -H @token.header"),
                        method.equals("GET") ? Stream.<String>empty() : Stream.of("-X " + method),
                        parameters.stream()
                                .filter(Parameter::isSentAsHeader)
                                .map(header -> "-H " + quoted(header.name() + ": *")),
                        body.stream()
                                .flatMap(one -> Stream.of(
                                        "-H " + quoted("Content-Type: " + one.type()), "-d " + quoted(one.example()))),
                        Stream.of(quoted(origin + path)))
                .flatMap(parts -> parts)
                .collect(Collectors.joining(" \\\n  "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
