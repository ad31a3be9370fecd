package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.Deletion;
import org.sallyport.core.account.Deletions;
import org.sallyport.core.account.Tombstones;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditErasure;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.deletion.Erasure;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.Methods;

public interface DeletionContract extends StoreUnderTest {
    private static Deletion due(AccountId account, int seconds) {
        return new Deletion(
                account, Fixtures.NOW, Fixtures.NOW.plusSeconds(seconds), Account.Status.ACTIVE, Optional.empty());
    }

    private void happened(AccountId about, String name) {
        change(books -> AuditLog.in(books)
                .append(AuditEvent.of(
                        AuditKind.ACCOUNT_ADDED, about, new Actor.Operator(), Fixtures.NOW, Map.of("name", name))));
    }

    @Test
    default void aDeletionIsKeptWholeAndReplaced() {
        var eleni = Fixtures.eleni().id();
        change(books -> Deletions.in(books).put(due(eleni, 60)));
        var erased = due(eleni, 90).erasedAt(Fixtures.NOW.plusSeconds(91));
        change(books -> Deletions.in(books).put(erased));

        assertThat(found(books -> Deletions.in(books).find(eleni))).contains(erased);
        assertThat(found(books -> Deletions.in(books).find(Fixtures.nikos().id())))
                .isEmpty();
        assertThat(succeeds(books -> Deletions.in(books).remove(eleni))).isTrue();
        assertThat(succeeds(books -> Deletions.in(books).remove(eleni))).isFalse();
    }

    @Test
    default void whatIsDueIsFoundEarliestFirst() {
        change(books -> {
            Deletions.in(books).put(due(Fixtures.eleni().id(), 60));
            Deletions.in(books).put(due(Fixtures.nikos().id(), 30));
            Deletions.in(books).put(due(Fixtures.maria().id(), 61));
        });

        assertThat(listed(books -> Deletions.in(books).due(Fixtures.NOW.plusSeconds(60), 9)))
                .containsExactly(Fixtures.nikos().id(), Fixtures.eleni().id());
        assertThat(listed(books -> Deletions.in(books).due(Fixtures.NOW.plusSeconds(60), 1)))
                .containsExactly(Fixtures.nikos().id());
    }

    @Test
    default void aNameRestsUntilItsTimeHasCome() {
        var name = new Username("nikos");
        change(books -> Tombstones.in(books).put(name, Fixtures.NOW.plusSeconds(5)));
        change(books -> Tombstones.in(books).put(name, Fixtures.NOW.plusSeconds(60)));

        assertThat(succeeds(books -> Tombstones.in(books).cover(name, Fixtures.NOW.plusSeconds(59))))
                .isTrue();
        assertThat(succeeds(books -> Tombstones.in(books).cover(name, Fixtures.NOW.plusSeconds(60))))
                .isFalse();
        assertThat(succeeds(books -> Tombstones.in(books).cover(new Username("nikosa"), Fixtures.NOW)))
                .isFalse();

        change(books -> Tombstones.in(books).sweep(Fixtures.NOW.plusSeconds(60)));
        assertThat(succeeds(books -> Tombstones.in(books).remove(name))).isFalse();
    }

    @Test
    default void whatIsErasedOfOneAccountIsThereOfAnother() {
        var eleni = Fixtures.eleni();
        var maria = Fixtures.maria();
        change(books -> {
            eleni.enterInto(books);
            maria.enterInto(books);
            Methods.in(books).add(Fixtures.passkey(eleni.id(), 1));
        });

        change(books -> Erasure.in(books).erase(eleni.id()));
        change(books -> Erasure.in(books).erase(eleni.id()));

        assertThat(found(books -> Accounts.in(books).find(eleni.id()))).isEmpty();
        assertThat(found(books -> Accounts.in(books).named(eleni.account().username())))
                .isEmpty();
        assertThat(found(books -> CredentialsBook.in(books).find(eleni.id()))).isEmpty();
        assertThat(listed(books -> Methods.in(books).heldBy(eleni.id()))).isEmpty();
        assertThat(listed(books -> AppPasswordBook.in(books).heldBy(eleni.id())))
                .isEmpty();
        assertThat(found(books -> Accounts.in(books).find(maria.id()))).isPresent();
        assertThat(found(books -> CredentialsBook.in(books).find(maria.id()))).isPresent();
    }

    @Test
    default void entriesThatWereForgottenLeaveTheLogWhole() {
        var eleni = Fixtures.eleni().id();
        var nikos = Fixtures.nikos().id();
        happened(eleni, "eleni");
        happened(nikos, "nikos");
        happened(eleni, "Eleni Stavrou");

        assertThat(number(books -> AuditErasure.in(books).forget(eleni, 1))).isOne();
        assertThat(number(books -> AuditErasure.in(books).forget(eleni, 9))).isOne();
        assertThat(number(books -> AuditErasure.in(books).forget(eleni, 9))).isZero();

        assertThat(listed(books -> AuditLog.in(books).about(eleni, 9)))
                .hasSize(2)
                .allMatch(entry -> AuditChain.isErased(entry.event()))
                .allMatch(entry -> !entry.toString().contains("leni\""));
        assertThat(listed(books -> AuditLog.in(books).about(nikos, 9)))
                .allMatch(entry -> entry.event().details().equals(Map.of("name", "nikos")));
        assertThat(new AuditChain(Fixtures.keyset()).verify(store())).isEqualTo(new AuditChain.Verification.Whole(3));
    }

    @Test
    default void entriesAreForgottenBehindAnAnchorToo() {
        var eleni = Fixtures.eleni().id();
        happened(Fixtures.nikos().id(), "nikos");
        happened(eleni, "eleni");
        happened(Fixtures.nikos().id(), "nikos");
        change(books -> AuditLog.in(books).letGo(Fixtures.NOW.plusSeconds(1), 1));

        assertThat(number(books -> AuditErasure.in(books).forget(eleni, 9))).isOne();
        assertThat(new AuditChain(Fixtures.keyset()).verify(store())).isEqualTo(new AuditChain.Verification.Whole(2));
    }
}
