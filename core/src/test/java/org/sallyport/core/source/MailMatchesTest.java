package org.sallyport.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

class MailMatchesTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());

    /// Answers so many times, and then no more for a while.
    private final class Flickering implements Store {
        private int answers;

        @Override
        public <R> R transact(Function<Books, R> work) {
            if (answers == 0) {
                throw new Unavailable("store", "nobody answers");
            }
            answers--;
            return olive.store.look(work);
        }
    }

    @Test
    void anOutageWhileEverybodyIsReadLeavesNobodyOut() {
        var eleni = olive.add("eleni", Account.Role.PERSON, Optional.of("eleni@acme.example"));
        var store = new Flickering();
        var matches = new MailMatches(store);
        store.answers = 1;
        assertThatThrownBy(matches::follow).isInstanceOf(Unavailable.class);
        store.answers = 100;

        matches.follow();

        List<Account> found =
                olive.store.look(books -> matches.find(books, List.of(new EmailAddress("eleni@acme.example"))));
        assertThat(found).containsExactly(eleni);
    }
}
