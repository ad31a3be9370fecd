package org.sallyport.core.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.figures.Figures;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

class DailyStatesTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final DailyStates states = new DailyStates(olive.store, olive.clock);

    private Map<String, Long> counted() {
        states.count();
        return olive.store.look(books -> Figures.in(books).since(DailyFigures.day(olive.clock.instant()))).stream()
                .collect(Collectors.toMap(one -> one.figure().what(), Figures.Counted::times));
    }

    @Test
    void everybodyWhoIsActiveIsCounted() {
        olive.add("eleni", Account.Role.PERSON, Optional.empty());
        var nikos = olive.add("nikos", Account.Role.PERSON, Optional.empty());
        olive.requireMfa(nikos);
        assertThat(counted()).as("before the index has seen everybody").isEmpty();

        new Indexer(olive.store, olive.mfa, olive.clock).follow();

        assertThat(counted()).isEqualTo(Map.of("disabled", 1L, "enabled", 1L, "enforced", 0L));
        olive.requireMfa(olive.add("zoe", Account.Role.PERSON, Optional.empty()));
        new Indexer(olive.store, olive.mfa, olive.clock).follow();
        assertThat(counted()).isEqualTo(Map.of("disabled", 1L, "enabled", 2L, "enforced", 0L));
    }
}
