package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

/// Somebody's requirement was altered in the database.
class AlteredPeopleTest {
    private final AlteredStore store = new AlteredStore();
    private final RunningWeb web = RunningWeb.over(store);
    private final Guest maria = web.inside("maria", Role.ADMIN);

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void T02_whoCannotBeReadKeepsNobodyElseOutOfTheList() {
        var nikos = web.notRequired("nikos", Role.PERSON);
        web.notRequired("zoe", Role.PERSON);
        assertThat(maria.browser().get("/admin").page())
                .contains(">nikos<", ">zoe<")
                .doesNotContain("Cannot be read");

        store.altered.add(nikos.id());

        assertThat(maria.browser().get("/admin").page())
                .contains(">nikos<", ">zoe<", ">maria<", "Cannot be read", "altered outside Sallyport");
        assertThat(maria.browser().get("/admin/people/" + nikos.id()).status()).isEqualTo(503);
    }

    @Test
    void T02_whoCannotBeReadOfTheStaffKeepsNobodyOutOfTheRoles() {
        var eva = web.organisation.add("eva", Role.HELP_DESK, Optional.empty());
        store.altered.add(eva.id());

        assertThat(maria.browser().get("/admin/roles").page()).contains(">eva<", ">maria<", "Cannot be read");
    }

    /// A store that cannot read the requirements of some.
    private static final class AlteredStore implements Store {
        private final Store store = new MemoryStore(Fixtures.keyset());
        private final Set<AccountId> altered = new HashSet<>();

        @Override
        public <R> R transact(Function<Books, R> work) {
            return store.transact(all -> work.apply(new Books() {
                @Override
                public <B> B book(Class<B> kind) {
                    return kind == Requirements.class
                            ? kind.cast(new FewerRequirements(all.book(Requirements.class), altered))
                            : all.book(kind);
                }
            }));
        }
    }

    private record FewerRequirements(Requirements all, Set<AccountId> altered) implements Requirements {
        @Override
        public void set(Requirement requirement) {
            all.set(requirement);
        }

        @Override
        public void clear(Subject subject) {
            all.clear(subject);
        }

        @Override
        public Optional<Requirement> find(Subject subject) {
            return all.find(subject);
        }

        @Override
        public List<Requirement> about(Collection<Subject> subjects) {
            for (var subject : subjects) {
                if (subject instanceof Subject.Person(var id) && altered.contains(id)) {
                    throw new Unavailable("store", "a row of table requirement was altered");
                }
            }
            return all.about(subjects);
        }

        @Override
        public List<Requirement> shared() {
            return all.shared();
        }
    }
}
