package org.sallyport.core.apppassword;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

class RevocationsTest {
    private final Failing store = new Failing();
    private final Organisation olive = new Organisation(store, Fixtures.keyset(), Limits.standard());

    @Test
    void aRevocationWhoseReceiptCannotBeWrittenIsDoneAllTheSame() {
        var eleni = olive.enforced("eleni@olive.example");
        var made = olive.issue(eleni, Scope.mail()).made();
        var receipt = new OpenConnections.Receipt(1, 2, Duration.ofMillis(3), OpenConnections.Gaps.NONE);
        var revocations = new Revocations(
                olive.appPasswords,
                (account, id) -> {
                    store.isDown = true;
                    return receipt;
                },
                store,
                olive.clock);

        assertThat(revocations.revoke(eleni, made.id(), new Actor.Operator())).isEqualTo(Optional.of(receipt));
        store.isDown = false;
        assertThat(olive.appPasswords.of(eleni.id())).isEmpty();
    }

    private static final class Failing implements Store {
        private final Store store = new MemoryStore(Fixtures.keyset());
        private boolean isDown;

        @Override
        public <R> R transact(Function<Books, R> work) {
            if (isDown) {
                throw new Unavailable("store", "taken away by a test");
            }
            return store.transact(work);
        }
    }
}
