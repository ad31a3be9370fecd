package org.sallyport.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A configuration file.
///
/// @param path of the file
/// @param environment for `env:` references
public record SettingsFile(Path path, Map<String, String> environment) {
    /// What came of reading it.
    public sealed interface Outcome {
        record Valid(Settings settings) implements Outcome {}

        /// @param problems all of them, in the order of the file
        record Invalid(List<Problem> problems) implements Outcome {
            public Invalid {
                problems = List.copyOf(problems);
            }
        }
    }

    public SettingsFile {
        environment = Map.copyOf(environment);
    }

    public Outcome read() {
        try {
            var folder = path.toAbsolutePath().getParent();
            return parse(Files.readString(path), new Surroundings(folder == null ? path : folder, environment));
        } catch (NoSuchFileException absent) {
            return unreadable("does not exist");
        } catch (CharacterCodingException notText) {
            return unreadable("is not UTF-8 text");
        } catch (IOException e) {
            return unreadable("cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /// Reads the text of a file.
    static Outcome parse(String yaml, Surroundings surroundings) {
        var document = Document.parse(yaml);
        if (document.texts().isEmpty() && !document.problems().isEmpty()) {
            return new Outcome.Invalid(document.problems());
        }
        var answers = new Answers(document, surroundings);
        var together = new Together(answers);
        together.check();
        var problems = new ArrayList<>(document.problems());
        problems.addAll(answers.problems());
        problems.sort(Comparator.comparingInt((Problem p) -> p.line().orElse(Integer.MAX_VALUE)));
        return problems.isEmpty() ? new Outcome.Valid(together.settings()) : new Outcome.Invalid(problems);
    }

    private Outcome unreadable(String why) {
        return new Outcome.Invalid(List.of(Problem.absent("", "the file " + path + " " + why)));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
