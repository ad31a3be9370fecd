package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.PosixAccounts;
import org.sallyport.core.account.PosixGroups;
import org.sallyport.core.account.PosixIds;
import org.sallyport.core.fixture.Fixtures;

public interface PosixContract extends StoreUnderTest {
    PosixIds IDS = new PosixIds(10_001, 10_000, "/home/eleni", "/bin/bash");
    GroupName STAFF = new GroupName("Staff");

    @Test
    default void anAccountsNumbersAreFoundByTheAccountAndByTheUid() {
        var eleni = Fixtures.eleni();
        var nikos = Fixtures.nikos();
        List.of(eleni, nikos).forEach(person -> person.addTo(store()));

        assertThat(succeeds(books -> PosixAccounts.in(books).set(eleni.id(), IDS)))
                .isTrue();

        Map<?, ?> found = in(books -> PosixAccounts.in(books).of(List.of(eleni.id(), nikos.id())));
        assertThat(found).isEqualTo(Map.of(eleni.id(), IDS));
        assertThat(found(books -> PosixAccounts.in(books).withUid(10_001))).contains(eleni.id());
        assertThat(found(books -> PosixAccounts.in(books).withUid(10_002))).isEmpty();
        Map<?, ?> ofNobody = in(books -> PosixAccounts.in(books).of(List.of()));
        assertThat(ofNobody).isEmpty();
    }

    @Test
    default void laterNumbersReplaceTheEarlierOnesAndAClearedAccountHasNone() {
        var eleni = Fixtures.eleni();
        eleni.addTo(store());
        var later = new PosixIds(10_009, 10_000, "/srv/eleni", "/bin/sh");
        change(books -> PosixAccounts.in(books).set(eleni.id(), IDS));
        change(books -> PosixAccounts.in(books).set(eleni.id(), later));

        assertThat(found(books -> PosixAccounts.in(books).withUid(10_001))).isEmpty();
        assertThat(found(books -> PosixAccounts.in(books).withUid(10_009))).contains(eleni.id());

        change(books -> PosixAccounts.in(books).clear(eleni.id()));

        assertThat(found(books -> PosixAccounts.in(books).withUid(10_009))).isEmpty();
    }

    @Test
    default void aUidIsGivenOnce() {
        var eleni = Fixtures.eleni();
        var nikos = Fixtures.nikos();
        List.of(eleni, nikos).forEach(person -> person.addTo(store()));
        change(books -> PosixAccounts.in(books).set(eleni.id(), IDS));

        assertThat(succeeds(books -> PosixAccounts.in(books).set(nikos.id(), IDS)))
                .isFalse();

        assertThat(found(books -> PosixAccounts.in(books).withUid(10_001))).contains(eleni.id());
    }

    @Test
    default void aGroupsNumberIsFoundWhateverTheLetterCaseAndGivenOnce() {
        assertThat(succeeds(books -> PosixGroups.in(books).set(STAFF, 10_000))).isTrue();
        assertThat(succeeds(books -> PosixGroups.in(books).set(new GroupName("press"), 10_000)))
                .isFalse();

        OptionalLong gid = in(books -> PosixGroups.in(books).gid(new GroupName("sTAFF")));
        assertThat(gid).hasValue(10_000);
        assertThat(found(books -> PosixGroups.in(books).withGid(10_000))).contains(STAFF);
        assertThat(listed(books -> PosixGroups.in(books).page(Optional.empty(), 5)))
                .containsExactly(STAFF);
        assertThat(listed(books -> PosixGroups.in(books).page(Optional.of(STAFF), 5)))
                .isEmpty();
    }

    @Test
    default void aGroupsLaterNumberReplacesTheEarlierOneAndAClearedGroupHasNone() {
        change(books -> PosixGroups.in(books).set(STAFF, 10_000));
        change(books -> PosixGroups.in(books).set(STAFF, 10_001));

        assertThat(found(books -> PosixGroups.in(books).withGid(10_000))).isEmpty();

        change(books -> PosixGroups.in(books).clear(new GroupName("STAFF")));

        OptionalLong gid = in(books -> PosixGroups.in(books).gid(STAFF));
        assertThat(gid).isEmpty();
    }
}
