package org.sallyport.server.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.store.memory.MemoryStore;

class PeopleTest {
    private final MemoryStore store = new MemoryStore(Fixtures.keyset());
    private final People people = new People(store, new Mfa(store, Limits.standard(), SettableClock.atNow()));

    private void add(int count) {
        var _ = store.transact(books -> {
            for (int i = 0; i < count; i++) {
                Fixtures.named("a%05d@olive.example".formatted(i)).enterInto(books);
            }
            return true;
        });
    }

    @Test
    void aSearchThatStopsSaysSoAndFindsTheRestWhereItGoesOn() {
        add(People.MOST);
        Fixtures.named("zoe@olive.example").addTo(store);

        var first = people.find("zoe", Optional.empty());
        assertThat(first.people()).isEmpty();
        assertThat(first.end()).isEqualTo(People.End.STOPPED);

        var second = people.find("zoe", first.next());
        assertThat(second.people()).extracting(Person::username).containsExactly("zoe@olive.example");
        assertThat(second.end()).isEqualTo(People.End.REACHED);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void aFullPageIsFollowedByTheNext() {
        add(People.PAGE + 1);

        var first = people.find("", Optional.empty());
        assertThat(first.people()).hasSize(People.PAGE);
        assertThat(first.end()).isEqualTo(People.End.REACHED);
        assertThat(people.find("", first.next()).people()).hasSize(1);
    }
}
