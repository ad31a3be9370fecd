package org.sallyport.server.web.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.audit.Reason;
import org.sallyport.server.web.frame.ProblemDetails;

/// What is wrong with the fields of one request, all of it told at once.
final class Errors {
    private final List<ProblemDetails.Field> found = new ArrayList<>();

    void add(String pointer, String detail) {
        found.add(new ProblemDetails.Field(pointer, detail));
    }

    /// What a field holds; empty, and an error, where it is missing or cannot be read.
    <T> Optional<T> read(String pointer, @Nullable String typed, Function<String, Optional<T>> reader, String detail) {
        var read = Optional.ofNullable(typed).flatMap(reader);
        if (read.isEmpty()) {
            add(pointer, detail);
        }
        return read;
    }

    /// The same of each in a list that has to be there.
    <T> Set<T> each(
            String pointer,
            @Nullable List<String> typed,
            int most,
            Function<String, Optional<T>> reader,
            String detail) {
        var read = new LinkedHashSet<T>();
        if (typed == null) {
            add(pointer, "This list has to be there; [] where there is nothing in it.");
            return read;
        }
        if (typed.size() > most) {
            add(pointer, "at most " + most);
            return read;
        }
        for (int i = 0; i < typed.size(); i++) {
            read(pointer + "/" + i, typed.get(i), reader, detail).ifPresent(read::add);
        }
        return read;
    }

    Optional<Integer> number(String pointer, @Nullable Integer typed, int least, int most) {
        var read = Optional.ofNullable(typed).filter(number -> number >= least && number <= most);
        if (read.isEmpty()) {
            add(pointer, "a number from " + least + " to " + most);
        }
        return read;
    }

    Optional<Reason> reason(@Nullable String why) {
        return read("#/why", why, Reason::parse, "Say why, in 3 to " + Reason.MAX_LENGTH + " characters on one line.");
    }

    /// @throws Refusal when there is an error
    void refuse() {
        if (!found.isEmpty()) {
            throw Refusal.unfit(found);
        }
    }
}
