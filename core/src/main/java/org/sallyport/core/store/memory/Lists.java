package org.sallyport.core.store.memory;

import java.util.List;
import java.util.stream.Stream;

/// Immutable lists with one element changed, found by identity.
final class Lists {
    private Lists() {}

    static <E> List<E> with(List<E> list, E added) {
        return Stream.concat(list.stream(), Stream.of(added)).toList();
    }

    static <E> List<E> without(List<E> list, E gone) {
        return list.stream().filter(e -> !same(e, gone)).toList();
    }

    static <E> List<E> replaced(List<E> list, E old, E replacement) {
        return list.stream().map(e -> same(e, old) ? replacement : e).toList();
    }

    @SuppressWarnings("ReferenceEquality") // the element that was just taken from this list, not one like it
    private static boolean same(Object one, Object other) {
        return one == other;
    }
}
