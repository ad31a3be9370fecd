package org.sallyport.core.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.TypedName;

class ForgottenPasswordsInAnOutageTest {
    @Test
    void anOutageIsToldToWhoeverAsksForACode() {
        var down = new Organisation(
                new Store() {
                    @Override
                    public <R> R transact(Function<Books, R> work) {
                        throw new Unavailable("store", "it is down");
                    }
                },
                Fixtures.keyset(),
                Limits.standard());
        down.afterwards.holdBack();

        assertThatThrownBy(() -> down.forgotten.mailCode(new TypedName("eleni@olive.example"), Source.UNKNOWN))
                .isInstanceOf(Unavailable.class);
        assertThat(down.afterwards.left()).isZero();
    }
}
