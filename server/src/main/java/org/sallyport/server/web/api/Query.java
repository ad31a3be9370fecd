package org.sallyport.server.web.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;

/// The parameters of an address. One that there is not, or a value that cannot be, is an error: a list that silently
/// left a filter aside would have somebody act on everybody.
record Query(Map<String, String> said) {
    private static final int MOST_DAYS = 3_650;

    Query {
        said = Map.copyOf(said);
    }

    /// The same, if it says nothing but these.
    ///
    /// @throws Refusal otherwise
    Query only(String... names) {
        var known = Set.of(names);
        said.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(unknown -> {
            var all = Arrays.stream(names).sorted().collect(Collectors.joining(", "));
            throw Refusal.unfit(
                    "?" + unknown,
                    all.isEmpty() ? "There are no parameters here." : "There is no such parameter. There are: " + all);
        });
        return this;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(said.get(name)).filter(value -> !value.isBlank());
    }

    int limit(int usual, int most) {
        return text("limit").map(value -> number("limit", value, most)).orElse(usual);
    }

    Optional<Integer> days(String name) {
        return text(name).map(value -> number(name, value, MOST_DAYS));
    }

    /// A place in the audit log: the number of an entry; [Long#MAX_VALUE] where none is said.
    long place(String name) {
        return text(name)
                .map(value -> {
                    if (!value.matches("[0-9]{1,18}")) {
                        throw Refusal.unfit("?" + name, "what an earlier page gave as next");
                    }
                    return Long.parseLong(value);
                })
                .orElse(Long.MAX_VALUE);
    }

    /// Behind whom a page begins.
    Optional<Username> username(String name) {
        return text(name)
                .map(typed -> Username.parse(typed)
                        .orElseThrow(() -> Refusal.unfit("?" + name, "what an earlier page gave as next")));
    }

    boolean flag(String name) {
        return text(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Refusal.unfit("?" + name, "true or false");
                })
                .orElse(false);
    }

    Optional<GroupName> group(String name) {
        return text(name).map(value -> group("?" + name, value));
    }

    /// One of a few, by its code: `help-desk`.
    <E extends Enum<E>> Optional<E> one(E[] all, String name) {
        return text(name).map(value -> one(all, "?" + name, value));
    }

    static <E extends Enum<E>> E one(E[] all, String pointer, String value) {
        return Arrays.stream(all)
                .filter(one -> code(one).equals(value))
                .findFirst()
                .orElseThrow(() -> Refusal.unfit(
                        pointer, "one of " + Arrays.stream(all).map(Query::code).collect(Collectors.joining(", "))));
    }

    static GroupName group(String pointer, String value) {
        try {
            return new GroupName(value);
        } catch (IllegalArgumentException noName) {
            throw Refusal.unfit(pointer, "This is no name of a group.");
        }
    }

    /// `help-desk`
    static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int number(String name, String value, int most) {
        if (value.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        }
        throw Refusal.unfit("?" + name, "a number from 1 to " + most);
    }
}
