package org.sallyport.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import org.sallyport.server.config.Key.WhenAbsent;
import org.sallyport.server.config.Kind.Outcome;

/// The values of all declared keys in one document, and what is wrong with them one by one.
final class Answers {
    private final Document document;
    private final Surroundings surroundings;
    private final Map<String, Object> values = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Answers(Document document, Surroundings surroundings) {
        this.document = document;
        this.surroundings = surroundings;
        Shape.declared().listsOfValues().forEach(document::listOfOne);
        refuseUnknownKeys();
        for (var key : Keys.all()) {
            var list = key.list();
            if (list.isEmpty()) {
                read(key, key.path());
            } else {
                for (int i = 0; i < document.lengthOf(list.get()); i++) {
                    read(key, key.inEntry(i));
                }
            }
        }
    }

    List<Problem> problems() {
        return problems;
    }

    /// The value in the file or the default; empty where there is neither, or what stands there is wrong.
    <T> Optional<T> find(Key<T> key) {
        return find(key, key.path());
    }

    <T> Optional<T> find(Key<T> key, int entry) {
        return find(key, key.inEntry(entry));
    }

    /// @throws NoSuchElementException when there is none; only for keys that cannot be absent without a problem
    <T> T require(Key<T> key) {
        return find(key).orElseThrow(() -> new NoSuchElementException(key.path()));
    }

    boolean isWritten(Key<?> key) {
        return document.text(key.path()).isPresent();
    }

    int entries(String list) {
        return document.lengthOf(list);
    }

    int entries(Key<?> key) {
        return entries(key.list().orElseThrow());
    }

    /// Every value of a list, in its order; what is wrong is left out.
    <T> List<T> all(Key<T> key) {
        var all = new ArrayList<T>();
        for (int i = 0; i < entries(key); i++) {
            find(key, i).ifPresent(all::add);
        }
        return all;
    }

    /// Notes what is wrong with a key in the light of others.
    void wrong(String path, String what) {
        var line =
                document.text(path).map(found -> OptionalInt.of(found.line())).orElseGet(OptionalInt::empty);
        problems.add(new Problem(path, what, line));
    }

    /// Notes that a key is missing.
    ///
    /// @param why what asks for it: `store.kind is postgres`
    void missing(Key<?> key, String why) {
        wrong(key.path(), "is missing, but " + why + "; " + needs(key));
    }

    /// What would be right.
    static String needs(Key<?> key) {
        return "needs " + key.kind().form() + ", for example " + key.example();
    }

    private <T> Optional<T> find(Key<T> key, String path) {
        return Optional.ofNullable(values.get(path)).map(key.kind().type()::cast);
    }

    private <T> void read(Key<T> key, String path) {
        var found = document.text(path);
        if (found.isPresent()) {
            take(
                    path,
                    key.kind().read(found.get().text(), surroundings),
                    found.get().line());
            return;
        }
        boolean reported = document.problems().stream().anyMatch(p -> p.path().equals(path))
                || document.branches().containsKey(path);
        switch (key.whenAbsent()) {
            case WhenAbsent.Required() when reported -> {}
            case WhenAbsent.Required() -> problems.add(Problem.absent(path, "is missing; " + needs(key)));
            case WhenAbsent.Default(var text) -> take(path, key.kind().read(text, surroundings), 0);
            case WhenAbsent.Nothing(var means) -> {}
        }
    }

    private void take(String path, Outcome<?> outcome, int line) {
        switch (outcome) {
            case Outcome.Good<?>(var value) -> values.put(path, value);
            case Outcome.Bad<?>(var why) -> problems.add(Problem.at(path, why, line));
        }
    }

    private void refuseUnknownKeys() {
        var shape = Shape.declared();
        document.branches().forEach((path, line) -> refuse(path, shape.of(branch(path)), line));
        document.texts().forEach((path, found) -> refuse(path, shape.ofText(path), found.line()));
    }

    private String branch(String path) {
        return document.isList(path) ? path + Shape.ENTRY : path;
    }

    private void refuse(String path, Optional<String> why, int line) {
        why.ifPresent(reason -> problems.add(Problem.at(path, reason, line)));
    }
}
