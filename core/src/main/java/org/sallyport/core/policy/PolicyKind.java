package org.sallyport.core.policy;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

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

    /// A whole number.
    record Whole(int least, int most, Stricter stricter) implements PolicyKind<Integer> {
        enum Stricter {
            LESS,
            /// Zero is without a limit, so looser than every other.
            LESS_BUT_ZERO,
            MORE
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
            return switch (stricter) {
                case LESS -> Math.min(one, other);
                case LESS_BUT_ZERO -> one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
                case MORE -> Math.max(one, other);
            };
        }
    }

    /// A few of many: `any`, or what is named, with blanks or commas between; of two selections what they have in
    /// common is as strict as both.
    ///
    /// @param one reads one of them
    /// @param covers whether the first has all of the second; of two one covers the other, or they have nothing in
    /// common
    record Several<T>(Function<String, Optional<T>> one, BiPredicate<T, T> covers) implements PolicyKind<Selection<T>> {
        private static final String ANY = "any";
        private static final String NONE = "none";
        private static final int MOST = 100;

        @Override
        public Optional<Selection<T>> read(String text) {
            var words = words(text);
            if (words.isEmpty() || words.size() > MOST) {
                return Optional.empty();
            }
            if (words.size() == 1 && ANY.equals(words.getFirst())) {
                return Optional.of(new Selection.Any<>());
            }
            if (words.size() == 1 && NONE.equals(words.getFirst())) {
                return Optional.of(new Selection.Only<>(Set.of()));
            }
            var named = words.stream().map(one).flatMap(Optional::stream).toList();
            return named.size() == words.size() ? Optional.of(only(named.stream())) : Optional.empty();
        }

        /// What is none of them, of what was typed.
        Optional<String> wrong(String text) {
            return words(text).stream()
                    .filter(word -> one.apply(word).isEmpty())
                    .findFirst();
        }

        @Override
        public String write(Selection<T> value) {
            return switch (value) {
                case Selection.Any() -> ANY;
                case Selection.Only(var named) when named.isEmpty() -> NONE;
                case Selection.Only(var named) ->
                    named.stream().map(Object::toString).sorted().collect(joining(", "));
            };
        }

        @Override
        public Selection<T> stricter(Selection<T> first, Selection<T> second) {
            return switch (first) {
                case Selection.Any() -> second;
                case Selection.Only(var some) ->
                    switch (second) {
                        case Selection.Any() -> first;
                        case Selection.Only(var others) ->
                            only(Stream.concat(within(some, others), within(others, some)));
                    };
            };
        }

        private Stream<T> within(Set<T> narrow, Set<T> wide) {
            return narrow.stream().filter(each -> wide.stream().anyMatch(other -> covers.test(other, each)));
        }

        // What another of them covers says nothing.
        private Selection<T> only(Stream<T> named) {
            var all = named.collect(toUnmodifiableSet());
            return new Selection.Only<>(all.stream()
                    .filter(each -> all.stream().noneMatch(other -> !other.equals(each) && covers.test(other, each)))
                    .collect(toUnmodifiableSet()));
        }

        private static List<String> words(String text) {
            return Arrays.stream(text.split("[\\s,;]+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
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
