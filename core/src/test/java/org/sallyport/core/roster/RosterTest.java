package org.sallyport.core.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.PosixIds;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.memory.MemoryStore;

class RosterTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final PosixIds IDS = new PosixIds(10_001, 10_000, "/home/eleni", "/bin/bash");

    private final Store store = new MemoryStore(Fixtures.keyset());
    private final Roster roster = new Roster(store);
    private final PosixDesk desk = new PosixDesk(store, SettableClock.atNow());
    private final Listed nikos = new Listed(Fixtures.nikos().account(), Optional.empty());

    @BeforeEach
    void elenisNumbers() {
        List.of(Fixtures.eleni(), Fixtures.nikos()).forEach(person -> person.addTo(store));
        assertThat(desk.give(Fixtures.eleni().id(), IDS, OPERATOR)).isEqualTo(PosixDesk.Giving.GIVEN);
    }

    @Test
    void somebodyIsFoundByNameIdAndNumberWithTheirNumbers() {
        var eleni = new Listed(Fixtures.eleni().account(), Optional.of(IDS));

        assertThat(roster.named(eleni.account().username())).contains(eleni);
        assertThat(roster.find(eleni.account().id())).contains(eleni);
        assertThat(roster.withUid(10_001)).contains(eleni);
        assertThat(roster.people(Optional.empty(), 1)).containsExactly(eleni);
        assertThat(roster.people(Optional.of(eleni.account().username()), 9)).containsExactly(nikos);
        assertThat(roster.members(new GroupName("STAFF"), Optional.empty(), 9)).containsExactly(eleni, nikos);
    }

    @Test
    void devicesAreNotAmongThePeopleHoweverManyStandBetweenThem() {
        for (var name : List.of("eleni.a-printer", "eleni.b-printer", "eleni.c-printer")) {
            var device = new Account(
                    AccountId.fresh(),
                    new Username(name),
                    new Profile("Printer", Locale.ENGLISH, Set.of()),
                    Account.Role.DEVICE,
                    Account.Status.ACTIVE,
                    Optional.empty(),
                    0);
            store.transact(books -> Accounts.in(books)
                    .add(device, new Credentials(device.id(), new byte[16], Optional.empty(), Instant.EPOCH)));
            assertThat(roster.named(device.username())).isEmpty();
            assertThat(roster.find(device.id())).isEmpty();
        }

        var names = new ArrayList<String>();
        for (var page = roster.people(Optional.empty(), 1); !page.isEmpty(); ) {
            names.add(page.getLast().account().username().canonical());
            page = roster.people(Optional.of(page.getLast().account().username()), 1);
        }
        assertThat(names)
                .containsExactly(
                        Fixtures.eleni().account().username().canonical(),
                        Fixtures.nikos().account().username().canonical());
    }

    @Test
    void aGroupIsThereWhileItHasAMemberOrANumber() {
        assertThat(roster.group(new GroupName("STAFF")))
                .contains(new Group(new GroupName("staff"), OptionalLong.empty()));
        assertThat(roster.group(new GroupName("press"))).isEmpty();

        assertThat(desk.give(new GroupName("press"), 10_005, OPERATOR)).isEqualTo(PosixDesk.Giving.GIVEN);

        var press = new Group(new GroupName("press"), OptionalLong.of(10_005));
        assertThat(roster.group(new GroupName("Press"))).contains(new Group(new GroupName("Press"), press.gid()));
        assertThat(roster.withGid(10_005)).contains(press);
        assertThat(roster.groups(Optional.empty(), 9))
                .containsExactly(press, new Group(new GroupName("staff"), OptionalLong.empty()));
        assertThat(roster.groups(Optional.of(press.name()), 9)).hasSize(1);
    }

    @Test
    void everyNumberThatIsGivenOrTakenIsInTheAuditLog() {
        desk.take(Fixtures.eleni().id(), OPERATOR);

        assertThat(store.transact(books -> AuditLog.in(books).since(0, 9)).stream()
                        .map(entry -> entry.event().kind()))
                .isEqualTo(List.of(AuditKind.POSIX_IDS_SET, AuditKind.POSIX_IDS_CLEARED));
        assertThat(roster.withUid(10_001)).isEmpty();
    }

    @Test
    void aNumberThatIsTakenIsGivenToNobodyElseAndNobodyGetsOneWithoutAnAccount() {
        assertThat(desk.give(Fixtures.nikos().id(), IDS, OPERATOR)).isEqualTo(PosixDesk.Giving.TAKEN);
        assertThat(desk.give(AccountId.fresh(), IDS, OPERATOR)).isEqualTo(PosixDesk.Giving.NO_SUCH_ACCOUNT);
        assertThat(roster.named(nikos.account().username())).contains(nikos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "home", "/home/a:b", "/home/a\nroot:x:0:0", "/home/ a"})
    void aPathThatWouldForgeALineOfAPasswdFileIsRefused(String path) {
        assertThatThrownBy(() -> new PosixIds(10_001, 10_000, path, "/bin/sh"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 999, 1L << 31, Long.MAX_VALUE})
    void aUidThatBelongsToAMachineIsRefused(long uid) {
        assertThatThrownBy(() -> new PosixIds(uid, 10_000, "/home/a", "/bin/sh"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
