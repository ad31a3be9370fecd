package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.memory.MemoryStore;

class FollowedSnapshotsTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final SnapshotLoader loader = new SnapshotLoader(olive.store, olive.mfa);
    private final Remembering remembered = new Remembering();
    private final FollowedSnapshots followed =
            new FollowedSnapshots(remembered, loader::load, olive.store, olive.clock);
    private final Account eleni = olive.enforced("eleni@olive.example");

    @Test
    void aSnapshotIsKeptWhileTheJournalIsRead() {
        followed.follow();
        followed.find(eleni.username());
        assertThat(followed.inMemory(eleni.username(), olive.clock.instant())).isPresent();
    }

    @Test
    void aChangeOnAnotherNodeDropsTheSnapshot() {
        followed.follow();
        followed.find(eleni.username());
        olive.accounts.disable(eleni.id(), new Actor.Operator());
        followed.follow();
        assertThat(followed.find(eleni.username()).orElseThrow().account().isActive())
                .isFalse();
    }

    @Test
    void aSecondWithoutTheJournalEndsAllTrust() {
        followed.follow();
        followed.find(eleni.username());
        olive.accounts.disable(eleni.id(), new Actor.Operator());
        olive.clock.forward(Duration.ofSeconds(1));
        assertThat(followed.inMemory(eleni.username(), olive.clock.instant())).isEmpty();
        assertThat(followed.find(eleni.username()).orElseThrow().account().isActive())
                .isFalse();
    }

    @Test
    void aDatabaseThatWentBackInTimeIsReadAnew() {
        var switching = new Switching(olive.store);
        var followsBoth = new FollowedSnapshots(remembered, loader::load, switching, olive.clock);
        followsBoth.follow();
        followsBoth.find(eleni.username());
        switching.store = new MemoryStore(Fixtures.keyset());
        followsBoth.follow();
        assertThat(remembered.inMemory(eleni.username(), olive.clock.instant())).isEmpty();
    }

    @Test
    void aChangeOnThisNodeHoldsFromTheMomentItIsAcknowledged() {
        followed.follow();
        followed.find(eleni.username());
        var watched = new WatchedStore(olive.store, followed);
        var here = new Organisation(watched, olive.keyset, Limits.standard());
        var issued = olive.issue(eleni, Scope.mail());
        followed.forgetAll();
        followed.find(eleni.username());
        here.appPasswords.revoke(eleni.id(), issued.made().id(), new Actor.Operator());
        assertThat(followed.find(eleni.username())
                        .orElseThrow()
                        .appPasswords()
                        .getFirst()
                        .lifetime()
                        .isRevoked())
                .isTrue();
    }

    private static final class Switching implements Store {
        private Store store;

        Switching(Store store) {
            this.store = store;
        }

        @Override
        public <R> R transact(Function<Books, R> work) {
            return store.transact(work);
        }
    }

    private final class Remembering implements Snapshots {
        private final Map<Username, AccountSnapshot> kept = new HashMap<>();

        @Override
        public Optional<AccountSnapshot> inMemory(Username name, Instant now) {
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public Optional<AccountSnapshot> find(Username name) {
            if (!kept.containsKey(name)) {
                loader.load(name).ifPresent(snapshot -> kept.put(name, snapshot));
            }
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public void forget(AccountId account) {
            kept.values().removeIf(snapshot -> snapshot.account().id().equals(account));
        }

        @Override
        public void forgetAll() {
            kept.clear();
        }
    }
}
