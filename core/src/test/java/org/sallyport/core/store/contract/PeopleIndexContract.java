package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.Method;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.roster.Folded;
import org.sallyport.core.roster.GroupSizes;
import org.sallyport.core.roster.PeopleIndex;
import org.sallyport.core.roster.PeopleLine;
import org.sallyport.core.roster.PeopleQuery;

public interface PeopleIndexContract extends StoreUnderTest {
    GroupName SALES = new GroupName("Sales");

    /// Somebody in the index, with the groups that are in their profile.
    record Entered(PeopleLine line, Set<GroupName> groups) {}

    @Test
    default void aQueryFindsExactlyThoseWhomItIsTrueOfInTheOrderOfTheirNames() {
        var town = enterTown(150);
        for (var query : queries()) {
            var wanted = town.stream()
                    .filter(entered -> query.fits(entered.line()))
                    .filter(entered -> query.group().stream()
                            .allMatch(group -> entered.groups().stream()
                                    .anyMatch(name -> name.folded().equals(group.folded()))))
                    .map(entered -> entered.line().account())
                    .toList();

            assertThat(listed(books -> PeopleIndex.in(books).page(query, Optional.empty(), 1000)))
                    .as(query.toString())
                    .isEqualTo(wanted);
            assertThat(number(books -> PeopleIndex.in(books).count(query)))
                    .as(query.toString())
                    .isEqualTo(wanted.size());
        }
    }

    @Test
    default void peopleComeAPageAtATimeEachOnce() {
        var town = enterTown(30);
        var sales = query("", Optional.empty(), Optional.of(SALES));
        var seen = new ArrayList<AccountId>();
        Optional<Username> after = Optional.empty();
        List<AccountId> page;
        do {
            var behind = after;
            page = listed(books -> PeopleIndex.in(books).page(sales, behind, 4));
            seen.addAll(page);
            var last = page.isEmpty() ? Optional.<AccountId>empty() : Optional.of(page.getLast());
            after = last.flatMap(id -> town.stream()
                    .map(Entered::line)
                    .filter(line -> line.account().equals(id))
                    .map(PeopleLine::username)
                    .findFirst());
        } while (page.size() == 4);

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen)
                .isEqualTo(listed(books -> PeopleIndex.in(books).page(sales, Optional.empty(), 1000)))
                .hasSizeGreaterThan(4);
    }

    @Test
    default void aLaterLineTakesThePlaceOfTheEarlierOne() {
        var eleni = line("eleni", "Eleni", MfaState.ENABLED, Set.of(), Optional.of(Fixtures.NOW));
        var later = line("eleni", "Helen", MfaState.ENFORCED, Set.of(Method.Kind.PASSKEY), Optional.empty());
        var replaced = new PeopleLine(
                eleni.account(),
                later.username(),
                later.text(),
                Account.Status.DISABLED,
                later.state(),
                later.kinds(),
                later.unusedSince());
        change(books -> PeopleIndex.in(books).put(List.of(eleni)));

        change(books -> PeopleIndex.in(books).put(List.of(replaced)));

        assertThat(number(books -> PeopleIndex.in(books).count(PeopleQuery.everybody())))
                .isEqualTo(1);
        var whole = new PeopleQuery(
                "helen",
                Optional.of(MfaState.ENFORCED),
                Optional.empty(),
                Optional.of(Method.Kind.PASSKEY),
                Optional.of(Account.Status.DISABLED),
                Optional.empty());
        assertThat(listed(books -> PeopleIndex.in(books).page(whole, Optional.empty(), 5)))
                .containsExactly(eleni.account());
        var unused = new PeopleQuery(
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Fixtures.NOW.plusSeconds(1)));
        assertThat(number(books -> PeopleIndex.in(books).count(unused))).isZero();
    }

    @Test
    default void theActiveAreCountedWithThoseForWhomSomethingCloserIsDecided() {
        var town = enterTown(60);
        var press = new GroupName("Press");
        var own = town.stream()
                .filter(entered -> entered.groups().contains(SALES))
                .map(entered -> entered.line().account())
                .limit(3)
                .collect(Collectors.toSet());
        change(books -> own.forEach(id -> Requirements.in(books)
                .set(new Requirement(new Subject.Person(id), MfaState.Required.NO, Fixtures.NOW))));

        for (var within : List.of(Optional.of(SALES), Optional.of(press), Optional.<GroupName>empty())) {
            for (var closer : List.of(Set.<GroupName>of(), Set.of(press), Set.of(press, new GroupName("sales")))) {
                var people = town.stream()
                        .filter(entered -> entered.line().status() == Account.Status.ACTIVE)
                        .filter(entered -> within.stream().allMatch(entered.groups()::contains))
                        .toList();
                var others = people.stream()
                        .filter(entered -> Collections.disjoint(entered.groups(), closer))
                        .filter(entered -> !own.contains(entered.line().account()))
                        .toList();
                long enforced = others.stream()
                        .filter(entered -> entered.line().state() == MfaState.ENFORCED)
                        .count();

                assertThat(found(books -> Optional.of(PeopleIndex.in(books).tally(within, closer))))
                        .contains(new PeopleIndex.Tally(
                                people.size(), people.size() - others.size(), Math.toIntExact(enforced)));
            }
        }
    }

    @Test
    default void aGroupIsAsLargeAsItsPeopleAreManyHoweverItIsSpelled() {
        var town = enterTown(60);
        var lower = new GroupName("sales");
        var twice = town.stream()
                .filter(entered -> entered.groups().contains(SALES))
                .findFirst()
                .orElseThrow();
        change(books -> {
            var account = Accounts.in(books).find(twice.line().account()).orElseThrow();
            var groups = new HashSet<>(twice.groups());
            groups.add(lower);
            Accounts.in(books)
                    .replace(account.withProfile(new Profile(
                            account.profile().displayName(), account.profile().language(), groups)));
        });
        var nobodys = new GroupName("Nobody's");

        var sizes = listed(books -> GroupSizes.in(books).of(List.of(nobodys, SALES)));

        assertThat(sizes).first().isEqualTo(new GroupSizes.GroupSize(nobodys, 0, 0, 0));
        assertThat(sizes)
                .last()
                .isEqualTo(new GroupSizes.GroupSize(
                        SALES,
                        members(town, EnumSet.allOf(MfaState.class)),
                        members(town, EnumSet.of(MfaState.ENFORCED)),
                        members(town, EnumSet.of(MfaState.ENABLED))));
    }

    private static int members(List<Entered> town, Set<MfaState> states) {
        return Math.toIntExact(town.stream()
                .filter(entered -> states.contains(entered.line().state()))
                .filter(entered -> entered.groups().stream()
                        .anyMatch(group -> group.folded().equals(SALES.folded())))
                .count());
    }

    @Test
    default void whoseAppsSendTheAccountPasswordIsFoundByWhen() {
        var town = enterTown(4);
        var sends = town.get(2).line().account();
        var at = Fixtures.NOW.minus(Duration.ofDays(3));
        var sender = new Sender(
                sends,
                Protocol.IMAP,
                Network.parse("192.0.2.0/24").orElseThrow(),
                "dovecot-1",
                Optional.empty(),
                new Sender.Seen(at.minus(Duration.ofDays(40)), at, 7));
        change(books -> Senders.in(books).seen(List.of(sender)));

        assertThat(listed(books -> PeopleIndex.in(books).page(sendsSince(at), Optional.empty(), 9)))
                .containsExactly(sends);
        assertThat(listed(books -> PeopleIndex.in(books).page(sendsSince(at.plusMillis(1)), Optional.empty(), 9)))
                .isEmpty();
    }

    private static PeopleQuery sendsSince(Instant time) {
        return new PeopleQuery(
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(time));
    }

    @Test
    default void howFarItIsRightIsKept() {
        assertThat(found(books -> PeopleIndex.in(books).reading())).isEmpty();
        var readings = List.of(
                new PeopleIndex.Reading(7, Optional.of(new PeopleIndex.Sweep(Optional.empty())), Optional.empty()),
                new PeopleIndex.Reading(
                        9,
                        Optional.of(new PeopleIndex.Sweep(Username.parse("eleni@olive.example"))),
                        Optional.of(Fixtures.NOW)),
                new PeopleIndex.Reading(9, Optional.empty(), Optional.of(Fixtures.NOW.plusSeconds(60))));

        for (var reading : readings) {
            change(books -> PeopleIndex.in(books).reached(reading));

            assertThat(found(books -> PeopleIndex.in(books).reading())).contains(reading);
        }
    }

    /// People of every kind, the same ones in every run, in the order of their names.
    private List<Entered> enterTown(int size) {
        var chance = new Random(20261123);
        var names = List.of("Ελένη Παππά", "Nikos Vlachos", "Zoë %_ Hill", "Μάριος", "ANNA Hill");
        var states = List.of(MfaState.values());
        var groups = List.of("Sales", "sales", "Board", "Press");
        var town = new ArrayList<Entered>();
        for (int i = 0; i < size; i++) {
            var kinds = EnumSet.noneOf(Method.Kind.class);
            Stream.of(Method.Kind.values()).filter(_ -> chance.nextBoolean()).forEach(kinds::add);
            var line = line(
                    "p%03d@olive.example".formatted(i),
                    names.get(chance.nextInt(names.size())),
                    states.get(chance.nextInt(states.size())),
                    kinds,
                    chance.nextBoolean()
                            ? Optional.of(Fixtures.NOW.minus(Duration.ofDays(chance.nextInt(200))))
                            : Optional.empty());
            town.add(new Entered(line, Set.of(new GroupName(groups.get(chance.nextInt(groups.size()))))));
        }
        change(books -> {
            town.forEach(entered -> enterAccount(Accounts.in(books), entered));
            PeopleIndex.in(books).put(town.stream().map(Entered::line).toList());
        });
        return town;
    }

    private static void enterAccount(Accounts accounts, Entered entered) {
        var person = Fixtures.named(entered.line().username().canonical());
        var account = new Account(
                entered.line().account(),
                entered.line().username(),
                new Profile("Somebody", Locale.ENGLISH, entered.groups()),
                Account.Role.PERSON,
                entered.line().status(),
                Optional.empty(),
                0);
        var credentials = new Credentials(account.id(), person.credentials().salt(), Optional.empty(), Fixtures.NOW);
        assertThat(accounts.add(account, credentials)).isTrue();
    }

    private static PeopleLine line(
            String name, String displayName, MfaState state, Set<Method.Kind> kinds, Optional<Instant> unusedSince) {
        return new PeopleLine(
                AccountId.fresh(),
                new Username(name),
                new Folded(displayName + "\n" + name),
                name.contains("7") ? Account.Status.DISABLED : Account.Status.ACTIVE,
                state,
                kinds,
                unusedSince);
    }

    private static PeopleQuery query(String words, Optional<MfaState> state, Optional<GroupName> group) {
        return new PeopleQuery(words, state, group, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Each filter alone, and pairs of them.
    private static List<PeopleQuery> queries() {
        var longAgo = Optional.of(Fixtures.NOW.minus(Duration.ofDays(90)));
        var queries = new ArrayList<PeopleQuery>();
        for (var words : List.of("", "ελενη παπ", "HILL anna", "%", "_ zoe", "ΜΑΡΙΟΣ", "nobody", "olive.example p01")) {
            queries.add(query(words, Optional.empty(), Optional.empty()));
            queries.add(query(words, Optional.of(MfaState.ENABLED), Optional.empty()));
            queries.add(query(words, Optional.empty(), Optional.of(new GroupName("SALES"))));
            queries.add(new PeopleQuery(
                    words, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), longAgo));
        }
        for (var kind : Method.Kind.values()) {
            queries.add(new PeopleQuery(
                    "", Optional.empty(), Optional.empty(), Optional.of(kind), Optional.empty(), Optional.empty()));
            queries.add(new PeopleQuery(
                    "",
                    Optional.of(MfaState.ENFORCED),
                    Optional.of(SALES),
                    Optional.of(kind),
                    Optional.empty(),
                    longAgo));
        }
        for (var status : Account.Status.values()) {
            queries.add(new PeopleQuery(
                    "", Optional.empty(), Optional.of(SALES), Optional.empty(), Optional.of(status), Optional.empty()));
        }
        return queries;
    }
}
