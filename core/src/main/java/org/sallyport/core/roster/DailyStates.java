package org.sallyport.core.roster;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.figures.Figure;
import org.sallyport.core.figures.Figures;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.store.Store;

/// Counts how many people are in which MFA state, for the charts: the last count of a day stays. Thread-safe.
public final class DailyStates {
    private final Store store;
    private final InstantSource clock;

    public DailyStates(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Counts now, once the index has seen everybody.
    public void count() {
        var counted = store.look(books -> {
            var index = PeopleIndex.in(books);
            return index.reading().flatMap(PeopleIndex.Reading::whole).map(_ -> counts(index));
        });
        counted.ifPresent(states -> store.transact(books -> {
            Figures.in(books).set(DailyFigures.day(clock.instant()), states);
            return true;
        }));
    }

    private static Map<Figure, Long> counts(PeopleIndex index) {
        return Arrays.stream(MfaState.values())
                .collect(Collectors.toMap(
                        state -> new Figure(Figure.Kind.STATE, state.name().toLowerCase(Locale.ROOT)),
                        state -> (long) index.count(activeAnd(state))));
    }

    private static PeopleQuery activeAnd(MfaState state) {
        return new PeopleQuery(
                "",
                Optional.of(state),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Account.Status.ACTIVE),
                Optional.empty());
    }
}
