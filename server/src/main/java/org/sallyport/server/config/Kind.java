package org.sallyport.server.config;

import java.util.Optional;
import java.util.function.Function;

/// What kind of value a key takes.
///
/// @param type of the value in the settings
/// @param form what is right, as it reads behind "needs": `host:port`
/// @param reading turns what stands in the file into a value or into the reason why not
record Kind<T>(Class<T> type, String form, Reading<T> reading) {

    /// Turns text into a value.
    @FunctionalInterface
    interface Reading<T> {
        Outcome<T> read(String text, Surroundings surroundings);
    }

    /// What came of it.
    sealed interface Outcome<T> {
        record Good<T>(T value) implements Outcome<T> {}

        /// @param why goes behind `path: ` and never quotes what may be secret
        record Bad<T>(String why) implements Outcome<T> {}
    }

    /// A kind whose values may be shown: what was found is quoted when it is wrong.
    static <T> Kind<T> shown(Class<T> type, String form, Function<String, Optional<T>> parse) {
        return new Kind<>(
                type,
                form,
                (text, surroundings) -> parse.apply(text)
                        .<Outcome<T>>map(Outcome.Good::new)
                        .orElseGet(() -> new Outcome.Bad<>("needs " + form + ", found " + Quoted.of(text))));
    }

    Outcome<T> read(String text, Surroundings surroundings) {
        return reading.read(text, surroundings);
    }
}
