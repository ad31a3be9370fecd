package org.sallyport.bench.town;

import java.util.List;

/// Names of one kind.
///
/// @param names at least one
public record Street(Whose whose, List<Resident> names) {
    public Street {
        names = List.copyOf(names);
    }

    /// Those from one place to before another.
    public Street from(int first, int end) {
        return new Street(whose, names.subList(first, end));
    }

    /// One after the other, and again from the first.
    public Resident at(int turn) {
        return names.get(turn % names.size());
    }
}
