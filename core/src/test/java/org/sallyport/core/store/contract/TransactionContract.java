package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serial;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.Methods;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Books;

/// Entirely or not at all.
public interface TransactionContract extends StoreUnderTest {
    /// What a service throws when it has second thoughts.
    final class SecondThoughts extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    @Test
    default void whatATransactionDoesIsThereAfterwards() {
        Fixtures.eleni().addTo(store());

        assertThat(found(books -> Accounts.in(books).find(Fixtures.eleni().id())))
                .contains(Fixtures.eleni().account());
    }

    @Test
    default void anExceptionTakesEverythingBackAndIsPassedOnAsItIs() {
        Fixtures.nikos().addTo(store());
        var thoughts = new SecondThoughts();

        assertThatThrownBy(() -> change(books -> {
                    changeEverything(books);
                    throw thoughts;
                }))
                .isSameAs(thoughts);

        change(books -> {
            var nikos = Fixtures.nikos();
            var eleni = Fixtures.eleni();
            assertThat(Accounts.in(books).find(nikos.id())).contains(nikos.account());
            assertThat(Accounts.in(books).named(eleni.account().username())).isEmpty();
            assertThat(CredentialsBook.in(books).find(eleni.id())).isEmpty();
            assertThat(Methods.in(books).heldBy(eleni.id())).isEmpty();
            assertThat(AppPasswordBook.in(books).heldBy(eleni.id())).isEmpty();
            assertThat(Requirements.in(books).shared()).isEmpty();
            assertThat(Changes.in(books).latest()).isZero();
            assertThat(AuditLog.in(books).since(0, 10)).isEmpty();
            assertThat(AuditLog.in(books).head().map(AuditLog.Head::number)).contains(0L);
        });
    }

    private void changeEverything(Books books) {
        var nikos = Fixtures.nikos();
        var eleni = Fixtures.eleni();
        eleni.enterInto(books);
        Accounts.in(books).replace(nikos.account().withStatus(Account.Status.DISABLED));
        AppPasswordBook.in(books)
                .revoke(eleni.id(), eleni.appPasswords().getFirst().id(), Fixtures.NOW);
        Methods.in(books).advance(eleni.apps().getFirst().id(), 5);
        Requirements.in(books).set(new Requirement(new Subject.Everybody(), MfaState.Required.YES, Fixtures.NOW));
        Changes.in(books).changed(eleni.id());
        AuditLog.in(books)
                .append(AuditEvent.of(
                        AuditKind.ACCOUNT_ADDED, eleni.id(), new Actor.Operator(), Fixtures.NOW, Map.of()));
    }

    @Test
    default void aTransactionSeesWhatItDidItself() {
        change(books -> {
            Fixtures.eleni().enterInto(books);
            Changes.in(books).changed(Fixtures.eleni().id());
            AuditLog.in(books)
                    .append(new AuditEvent(
                            Fixtures.NOW, AuditKind.KEY_ROTATED, Optional.empty(), new Actor.Sallyport(), Map.of()));

            assertThat(AppPasswordBook.in(books).heldBy(Fixtures.eleni().id())).hasSize(2);
            assertThat(Changes.in(books).latest()).isPositive();
            assertThat(Changes.in(books).since(0)).hasSize(1);
            assertThat(AuditLog.in(books).since(0, 10)).hasSize(1);
        });
    }

    @Test
    default void aTransactionInsideAnotherIsRefused() {
        assertThatThrownBy(() -> change(outer -> change(Fixtures.eleni()::enterInto)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(found(books -> Accounts.in(books).find(Fixtures.eleni().id())))
                .isEmpty();
    }

    @Test
    default void booksAreClosedWithTheirTransaction() {
        var kept = new AtomicReference<Books>();
        change(kept::set);

        assertThatThrownBy(() -> Fixtures.eleni().enterInto(kept.get())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void aBookThatNobodyKeepsIsRefused() {
        assertThatThrownBy(() -> in(books -> books.book(String.class))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void parallelTransactionsLoseNoChange() {
        Fixtures.nikos().addTo(store());

        Crowd.of(20).does(i -> {
            while (!in(books -> {
                var accounts = Accounts.in(books);
                return accounts.replace(accounts.find(Fixtures.nikos().id()).orElseThrow());
            })) {
                Thread.onSpinWait();
            }
            return i;
        });

        assertThat(found(books -> Accounts.in(books).find(Fixtures.nikos().id()).map(Account::revision)))
                .contains(20L);
    }
}
