package org.sallyport.core.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// What values a [PolicyKey] can have, how they are written, and which of two is stricter.
sealed interface PolicyKind<T> {
    /// The value that is written so; empty for anything else.
    Optional<T> read(String text);

    String write(T value);

    /// The least strict value that is as strict as both.
    T stricter(T one, T other);

    /// One of a few.
    ///
    /// @param byCode in the order of the page
    record Choice<T>(Map<String, T> byCode, BinaryOperator<T> stricterOf) implements PolicyKind<T> {
        /// Of two, the one that stands later is stricter.
        static <T> Choice<T> loosestFirst(Map<String, T> byCode) {
            var order = List.copyOf(byCode.values());
            return new Choice<>(byCode, (one, other) -> order.indexOf(one) >= order.indexOf(other) ? one : other);
        }

        @Override
        public Optional<T> read(String text) {
            return Optional.ofNullable(byCode.get(text));
        }

        @Override
        public String write(T value) {
            return byCode.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(value))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public T stricter(T one, T other) {
            return stricterOf.apply(one, other);
        }
    }

    /// A whole number, of which the smaller is stricter.
    ///
    /// @param zero what it stands for
    record Whole(int least, int most, Zero zero) implements PolicyKind<Integer> {
        enum Zero {
            /// As any other number.
            NOTHING,
            /// Without a limit, so looser than every other.
            FOR_EVER
        }

        @Override
        public Optional<Integer> read(String text) {
            return Optional.of(text.strip())
                    .filter(digits -> digits.matches("[0-9]{1,9}"))
                    .map(Integer::valueOf)
                    .filter(number -> number >= least && number <= most);
        }

        @Override
        public String write(Integer value) {
            return value.toString();
        }

        @Override
        public Integer stricter(Integer one, Integer other) {
            if (zero == Zero.FOR_EVER && (one == 0 || other == 0)) {
                return Math.max(one, other);
            }
            return Math.min(one, other);
        }
    }

    /// Pairs of code and value, kept in this order.
    @SafeVarargs
    static <T> Map<String, T> inOrder(Map.Entry<String, T>... entries) {
        var map = new LinkedHashMap<String, T>();
        for (var entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }
}
