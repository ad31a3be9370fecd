package org.sallyport.server.remote;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/// What a command was given on the command line.
final class Given {
    private final ParseResult parsed;

    Given(ParseResult parsed) {
        this.parsed = parsed;
    }

    /// @param label `--why`, or `NAME`
    boolean has(String label) {
        return value(label).isPresent();
    }

    Optional<String> text(String label) {
        return value(label).map(Object::toString);
    }

    String require(String label) {
        return text(label).orElseThrow(() -> RemoteFailure.misuse(label + " is missing"));
    }

    List<String> texts(String label) {
        return value(label).stream()
                .flatMap(value -> value instanceof Collection<?> several
                        ? several.stream().map(Object::toString)
                        : java.util.stream.Stream.of(value.toString()))
                .toList();
    }

    boolean isFlagged(String label) {
        return value(label).filter(Boolean.TRUE::equals).isPresent();
    }

    /// The labels of all that was given.
    List<String> labels() {
        return java.util.stream.Stream.concat(
                        parsed.matchedOptions().stream().map(option -> option.longestName()),
                        parsed.matchedPositionals().stream().map(positional -> positional.paramLabel()))
                .toList();
    }

    /// @param text in which `{NAME}` stands for what was given as NAME
    String filled(String text) {
        var filled = text;
        for (var label : labels()) {
            filled = filled.replace("{" + label + "}", text(label).orElse(""));
        }
        return filled;
    }

    private Optional<Object> value(String label) {
        if (label.startsWith("--")) {
            return parsed.hasMatchedOption(label)
                    ? Optional.ofNullable(parsed.matchedOptionValue(label, null))
                    : Optional.empty();
        }
        return parsed.matchedPositionals().stream()
                .filter(positional -> positional.paramLabel().equals(label))
                .findFirst()
                .flatMap(positional -> Optional.ofNullable(positional.getValue()));
    }
}
