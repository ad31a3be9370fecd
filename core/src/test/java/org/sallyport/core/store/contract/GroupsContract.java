package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.Profile;
import org.sallyport.core.fixture.Fixtures;

public interface GroupsContract extends StoreUnderTest {
    @Test
    default void aGroupIsFoundWithItsMembersWhateverTheLetterCase() {
        var anna = join("anna", "Staff", "press");
        var eva = join("eva", "staff");
        join("zoe", "press");

        assertThat(listed(books -> Groups.in(books).members(new GroupName("STAFF"), Optional.empty(), 10)))
                .containsExactly(anna, eva);
        assertThat(listed(books -> Groups.in(books).members(new GroupName("nobody"), Optional.empty(), 10)))
                .isEmpty();
    }

    @Test
    default void membersComeAPageAtATimeInTheOrderOfTheirNames() {
        var members = List.of(join("anna", "staff"), join("eva", "staff"), join("zoe", "staff"));

        var first = listed(books -> Groups.in(books).members(new GroupName("staff"), Optional.empty(), 2));
        var behind = Optional.of(first.getLast().username());

        assertThat(first).isEqualTo(members.subList(0, 2));
        assertThat(listed(books -> Groups.in(books).members(new GroupName("staff"), behind, 2)))
                .isEqualTo(members.subList(2, 3));
    }

    @Test
    default void groupsComeAPageAtATimeEachOnce() {
        join("anna", "press", "Board");
        join("eva", "staff", "board");

        var first = listed(books -> Groups.in(books).page(Optional.empty(), 2));
        assertThat(first).containsExactly(new GroupName("Board"), new GroupName("press"));
        assertThat(listed(books -> Groups.in(books).page(Optional.of(first.getLast()), 2)))
                .containsExactly(new GroupName("staff"));
    }

    @Test
    default void eachSpellingOfAGroupCanBeListedForItself() {
        join("anna", "press", "Board");
        join("eva", "staff", "board");

        assertThat(listed(books -> Groups.in(books).spellings(3)))
                .containsExactly(new GroupName("Board"), new GroupName("board"), new GroupName("press"));
    }

    @Test
    default void whoLeavesAGroupIsNotFoundInItAndWhoJoinsIs() {
        var anna = join("anna", "staff");
        var moved = anna.withProfile(profile("press"));
        change(books -> Accounts.in(books).replace(moved));

        assertThat(listed(books -> Groups.in(books).members(new GroupName("staff"), Optional.empty(), 10)))
                .isEmpty();
        assertThat(listed(books -> Groups.in(books).members(new GroupName("press"), Optional.empty(), 10)))
                .containsExactly(moved.withRevision(1));
        assertThat(listed(books -> Groups.in(books).page(Optional.empty(), 10)))
                .containsExactly(new GroupName("press"));
    }

    private Account join(String name, String... groups) {
        var person = Fixtures.named(name);
        var account = person.account().withProfile(profile(groups));
        change(books -> Accounts.in(books).add(account, person.credentials()));
        return account;
    }

    private static Profile profile(String... groups) {
        Set<GroupName> names = Arrays.stream(groups).map(GroupName::new).collect(Collectors.toSet());
        return new Profile("Somebody", Locale.ENGLISH, names);
    }
}
