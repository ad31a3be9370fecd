package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Person;

public interface AccountsContract extends StoreUnderTest {
    @Test
    default void anAccountIsFoundByItsIdAndByItsName() {
        var eleni = Fixtures.eleni();
        eleni.addTo(store());

        assertThat(found(books -> Accounts.in(books).find(eleni.id()))).contains(eleni.account());
        assertThat(found(books -> Accounts.in(books).named(eleni.account().username())))
                .contains(eleni.account());
        assertThat(found(books -> Accounts.in(books).find(Fixtures.nikos().id())))
                .isEmpty();
        assertThat(found(books ->
                        Accounts.in(books).named(Fixtures.nikos().account().username())))
                .isEmpty();
    }

    @Test
    default void aTakenNameAddsNothing() {
        Fixtures.eleni().addTo(store());
        var other = Fixtures.named("eleni@olive.example");

        assertThat(succeeds(books -> Accounts.in(books).add(other.account(), other.credentials())))
                .isFalse();

        assertThat(found(books -> Accounts.in(books).find(other.id()))).isEmpty();
        assertThat(found(books -> CredentialsBook.in(books).find(other.id()))).isEmpty();
    }

    @Test
    default void ofManyWhoWantTheSameNameOneGetsIt() {
        int added = Crowd.of(20).succeeding(i -> {
            var wish = Fixtures.named("info@olive.example");
            return in(books -> Accounts.in(books).add(wish.account(), wish.credentials()));
        });

        assertThat(added).isOne();
    }

    @Test
    default void aReplacementIsKeptWholeAndCountsTheRevision() {
        var eleni = Fixtures.eleni();
        eleni.addTo(store());
        var groups = Set.of(new GroupName("Λογιστήριο"), new GroupName("press, and others"));
        var changed = eleni.account()
                .withProfile(new Profile("E. Pappa", Locale.forLanguageTag("en-GB"), groups))
                .withStatus(Account.Status.DISABLED)
                .withContact(Contact.givenByPerson(new EmailAddress("new@pine.example")));

        assertThat(succeeds(books -> Accounts.in(books).replace(changed))).isTrue();

        assertThat(found(books -> Accounts.in(books).find(eleni.id()))).contains(changed.withRevision(1));
        assertThat(found(books -> Accounts.in(books).named(eleni.account().username())))
                .contains(changed.withRevision(1));
    }

    @Test
    default void aReplacementMadeFromAnOlderRevisionIsRefused() {
        var nikos = Fixtures.nikos();
        nikos.addTo(store());
        change(books -> Accounts.in(books).replace(nikos.account().withStatus(Account.Status.DISABLED)));

        assertThat(succeeds(books -> Accounts.in(books).replace(nikos.account())))
                .isFalse();

        assertThat(found(books -> Accounts.in(books).find(nikos.id()).map(Account::isActive)))
                .contains(false);
    }

    @Test
    default void ofManyReplacementsOfOneRevisionExactlyOneIsKept() {
        var nikos = Fixtures.nikos();
        nikos.addTo(store());

        for (int round = 0; round < 3; round++) {
            var current = in(books -> Accounts.in(books).find(nikos.id())).orElseThrow();

            assertThat(Crowd.of(50)
                            .succeeding(i -> in(books -> Accounts.in(books).replace(current))))
                    .isOne();
        }
    }

    @Test
    default void anAccountIsRenamedToANameThatNobodyElseHas() {
        var nikos = Fixtures.nikos();
        nikos.addTo(store());
        var renamed = new Account(
                nikos.id(),
                Username.parse("nikolaos@olive.example").orElseThrow(),
                nikos.account().profile(),
                nikos.account().role(),
                nikos.account().status(),
                nikos.account().contact(),
                0);

        assertThat(succeeds(books -> Accounts.in(books).replace(renamed))).isTrue();

        assertThat(found(books -> Accounts.in(books).named(renamed.username()))).contains(renamed.withRevision(1));
        assertThat(found(books -> Accounts.in(books).named(nikos.account().username())))
                .isEmpty();
    }

    @Test
    default void anAccountThatIsNotThereOrWantsANameThatIsTakenIsNotReplaced() {
        var nikos = Fixtures.nikos();
        nikos.addTo(store());
        assertThat(succeeds(books -> Accounts.in(books).replace(Fixtures.eleni().account())))
                .isFalse();
        Fixtures.eleni().addTo(store());
        var renamed = new Account(
                nikos.id(),
                Fixtures.eleni().account().username(),
                nikos.account().profile(),
                nikos.account().role(),
                nikos.account().status(),
                nikos.account().contact(),
                0);

        assertThat(succeeds(books -> Accounts.in(books).replace(renamed))).isFalse();
        assertThat(found(books -> Accounts.in(books).find(nikos.id()))).contains(nikos.account());
    }

    @Test
    default void pagesGoThroughAllAccountsInTheOrderOfTheirNames() {
        var names = List.of("anna", "eva.b", "eva_c", "zoe", "Élodie", "Ωμέγα");
        names.forEach(name -> Fixtures.named(name).addTo(store()));

        var seen = new ArrayList<String>();
        var after = Optional.<Username>empty();
        for (int page = 0; page < 4; page++) {
            var from = after;
            var accounts = in(books -> Accounts.in(books).page(from, 2));
            accounts.forEach(a -> seen.add(a.username().canonical()));
            after = accounts.isEmpty() ? after : Optional.of(accounts.getLast().username());
        }

        assertThat(seen).containsExactly("anna", "eva.b", "eva_c", "zoe", "élodie", "ωμέγα");
    }

    @Test
    default void listsShowTheSameAccounts() {
        var people = List.of(Fixtures.eleni(), Fixtures.maria(), Fixtures.nikos());
        people.forEach(p -> p.addTo(store()));

        assertThat(listed(books -> ReadableAccounts.in(books).page(Optional.empty(), 10)))
                .isEqualTo(listed(books -> Accounts.in(books).page(Optional.empty(), 10)))
                .hasSize(3);
        var eleni = people.getFirst().account();
        assertThat(listed(books -> ReadableAccounts.in(books).page(Optional.of(eleni.username()), 1)))
                .containsExactly(people.get(1).account());
        assertThat(listed(books ->
                        ReadableAccounts.in(books).of(List.of(people.get(2).id(), eleni.id(), AccountId.fresh()))))
                .containsExactly(eleni, people.get(2).account());
        assertThat(listed(books -> ReadableAccounts.in(books).of(List.of()))).isEmpty();
        assertThat(listed(books -> ReadableAccounts.in(books).staff()))
                .isEqualTo(listed(books -> Accounts.in(books).staff()));
    }

    @Test
    default void whoeverIsNotOfTheStaffIsNotListedWithThem() {
        List.of(Fixtures.maria(), Fixtures.eleni(), Fixtures.nikos()).forEach(p -> p.addTo(store()));

        assertThat(listed(books -> Accounts.in(books).staff()))
                .containsExactly(Fixtures.maria().account());
    }

    @Test
    default void anIdIsFoundByItsOwnAccountOnly() {
        var people = List.of("a", "b", "c").stream().map(Fixtures::named).toList();
        people.forEach(p -> p.addTo(store()));

        assertThat(listed(books -> people.stream()
                        .map(Person::id)
                        .map(id -> Accounts.in(books).find(id).orElseThrow().id())
                        .toList()))
                .isEqualTo(people.stream().map(Person::id).toList());
        assertThat(found(books -> Accounts.in(books).find(AccountId.fresh()))).isEmpty();
    }
}
