package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.store.Books;

/// Looking things up changes nothing.
public interface LookContract extends StoreUnderTest {
    @Test
    default void aLookSeesWhatWasKept() {
        Fixtures.eleni().addTo(store());

        boolean seen = store().look(
                        books -> Accounts.in(books).find(Fixtures.eleni().id()).isPresent());

        assertThat(seen).isTrue();
    }

    @Test
    default void nothingIsChangedInALook() {
        Fixtures.nikos().addTo(store());
        var nikos = Fixtures.nikos();
        var event = AuditEvent.of(AuditKind.ACCOUNT_ADDED, nikos.id(), new Actor.Operator(), Fixtures.NOW, Map.of());

        assertThatChanging(Fixtures.eleni()::enterInto).isInstanceOf(IllegalStateException.class);
        assertThatChanging(books -> Changes.in(books).changed(nikos.id())).isInstanceOf(IllegalStateException.class);
        assertThatChanging(books -> AuditLog.in(books).append(event)).isInstanceOf(IllegalStateException.class);

        change(books -> {
            assertThat(Accounts.in(books).find(Fixtures.eleni().id())).isEmpty();
            assertThat(Changes.in(books).latest()).isZero();
            assertThat(AuditLog.in(books).since(0, 10)).isEmpty();
        });
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertThatChanging(Consumer<Books> change) {
        return assertThatThrownBy(() -> store().look(books -> {
            change.accept(books);
            return true;
        }));
    }

    @Test
    default void neitherALookNorATransactionBeginsInsideTheOther() {
        assertThatThrownBy(() -> change(outer -> store().look(books -> true)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store().look(outer -> in(books -> true))).isInstanceOf(IllegalStateException.class);
    }
}
