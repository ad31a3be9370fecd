package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.ManyAccounts;
import org.sallyport.core.account.ManyAccounts.Newcomer;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Tombstones;
import org.sallyport.core.account.Username;
import org.sallyport.core.fixture.Fixtures;

public interface ManyAccountsContract extends StoreUnderTest {
    private static Username name(String name) {
        return Username.parse(name).orElseThrow();
    }

    private static Newcomer newcomer(String name, String group) {
        var account = new Account(
                AccountId.fresh(),
                name(name),
                new Profile(name, Locale.ENGLISH, Set.of(new GroupName(group))),
                Account.Role.PERSON,
                Account.Status.ACTIVE,
                Optional.empty(),
                0);
        var salt = new byte[Credentials.SALT_BYTES];
        return new Newcomer(account, new Credentials(account.id(), salt, Optional.empty(), Fixtures.NOW));
    }

    private static List<Newcomer> newcomers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> newcomer("p" + i, i % 2 == 0 ? "Sales" : "Board"))
                .toList();
    }

    @Test
    default void manyAreAddedAsOneIs() {
        var all = newcomers(ManyAccounts.PAGE);
        assertThat(succeeds(books -> ManyAccounts.in(books).add(all))).isTrue();

        var seventh = all.get(7);
        assertThat(found(books -> Accounts.in(books).named(name("p7")))).contains(seventh.account());
        assertThat(found(books ->
                        CredentialsBook.in(books).find(seventh.account().id())))
                .isPresent();
        assertThat(listed(books -> Groups.in(books).members(new GroupName("Board"), Optional.empty(), 1000)))
                .hasSize(ManyAccounts.PAGE / 2)
                .contains(seventh.account());
        var names = all.stream().map(one -> one.account().username()).toList();
        assertThat(listed(books -> ManyAccounts.in(books).named(names)))
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(Newcomer::account).toList());
        assertThat(listed(books -> ManyAccounts.in(books).named(List.of(name("nobody")))))
                .isEmpty();
        assertThat(listed(books -> ManyAccounts.in(books).named(List.of()))).isEmpty();
    }

    @Test
    default void whereANameIsTakenItIsSaid() {
        change(books -> Fixtures.named("p3").enterInto(books));
        var all = newcomers(5);

        assertThat(found(books -> ManyAccounts.in(books).add(all) ? Optional.of("added") : Optional.empty()))
                .isEmpty();
    }

    @Test
    default void manyAreReplacedAsOneIs() {
        var all = newcomers(3);
        change(books -> ManyAccounts.in(books).add(all));
        var board = new Profile("Somebody", Locale.of("el"), Set.of(new GroupName("Board")));
        var changed = all.stream().map(one -> one.account().withProfile(board)).toList();

        assertThat(succeeds(books -> ManyAccounts.in(books).replace(changed))).isTrue();

        assertThat(found(books -> Accounts.in(books).named(name("p0"))))
                .contains(changed.getFirst().withRevision(1));
        assertThat(listed(books -> Groups.in(books).members(new GroupName("Board"), Optional.empty(), 10)))
                .hasSize(3);
        assertThat(listed(books -> Groups.in(books).members(new GroupName("Sales"), Optional.empty(), 10)))
                .isEmpty();
        // Revisions of before.
        assertThat(found(books -> ManyAccounts.in(books).replace(changed) ? Optional.of("again") : Optional.empty()))
                .isEmpty();
    }

    @Test
    default void namesOfDeletedAccountsAreFoundAmongMany() {
        change(books -> {
            Tombstones.in(books).put(name("anna"), Fixtures.NOW.plusSeconds(60));
            Tombstones.in(books).put(name("bill"), Fixtures.NOW);
        });
        var names = List.of(name("anna"), name("bill"), name("carl"));

        assertThat(this.<Set<Username>>in(books -> ManyAccounts.in(books).covered(names, Fixtures.NOW)))
                .containsExactly(name("anna"));
        assertThat(this.<Set<Username>>in(books -> ManyAccounts.in(books).covered(List.of(), Fixtures.NOW)))
                .isEmpty();
    }
}
