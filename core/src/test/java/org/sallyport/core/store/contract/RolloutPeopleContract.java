package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutId;
import org.sallyport.core.rollout.RolloutPeople;
import org.sallyport.core.rollout.RolloutPeople.Sought;
import org.sallyport.core.rollout.RolloutPeople.Who;
import org.sallyport.core.rollout.Rollouts;
import org.sallyport.core.rollout.Switchover;
import org.sallyport.core.rollout.Switchovers;
import org.sallyport.core.roster.Indexer;

/// Anna, Bill, Carl and Dora: Anna and Bill are in Sales, Carl is in Sales and in Board, Dora in no group.
public interface RolloutPeopleContract extends StoreUnderTest {
    Instant LATELY = Fixtures.NOW.minus(Duration.ofDays(14));

    private static Rollout of(Subject subject) {
        return new Rollout(
                RolloutId.fresh(),
                subject,
                Fixtures.NOW,
                Fixtures.NOW.plus(Duration.ofDays(30)),
                Duration.ofDays(14),
                Rollout.Status.RUNNING,
                Optional.empty());
    }

    private static Rollout ofSales() {
        return of(group("Sales"));
    }

    private static Subject group(String name) {
        return new Subject.Group(new GroupName(name));
    }

    private void enterEverybody() {
        enter("anna", "Sales");
        enter("bill", "Sales");
        enter("carl", "Sales", "Board");
        enter("dora");
        enter("emil", "sales");
        index();
    }

    private void index() {
        var clock = SettableClock.atNow();
        new Indexer(store(), new Mfa(store(), Limits.standard(), clock), clock).follow();
    }

    private void enter(String name, String... groups) {
        var person = Fixtures.named(name);
        var names = Stream.of(groups).map(GroupName::new).collect(Collectors.toSet());
        change(books -> {
            person.enterInto(books);
            var account = Accounts.in(books).find(person.id()).orElseThrow();
            Accounts.in(books).replace(account.withProfile(new Profile(name, Locale.ENGLISH, Set.copyOf(names))));
        });
    }

    private AccountId id(String name) {
        return found(books -> Accounts.in(books).named(Username.parse(name).orElseThrow()))
                .map(Account::id)
                .orElseThrow();
    }

    private void sends(String name, Protocol protocol, String client, Instant at) {
        var id = id(name);
        change(books -> Senders.in(books)
                .seen(List.of(new Sender(
                        id,
                        protocol,
                        Network.parse("192.0.2.0/24").orElseThrow(),
                        "dovecot-1",
                        ClientName.of(client),
                        new Sender.Seen(at, at, 1)))));
    }

    private List<String> names(Rollout rollout, Who who) {
        var sought = new Sought(rollout, who, LATELY);
        var names = listed(books -> RolloutPeople.in(books).page(sought, Optional.empty(), 100)).stream()
                .map(one -> one.username().canonical())
                .toList();
        assertThat(number(books -> RolloutPeople.in(books).count(sought))).isEqualTo(names.size());
        return names;
    }

    private void require(Subject subject, MfaState.Required required, Optional<Instant> appsUntil) {
        change(books -> Requirements.in(books).set(new Requirement(subject, required, Fixtures.NOW, appsUntil)));
    }

    @Test
    default void aGroupsAreItsMembersAsItIsWritten() {
        enterEverybody();
        assertThat(names(ofSales(), Who.EVERYBODY)).containsExactly("anna", "bill", "carl");
        assertThat(names(of(new Subject.Everybody()), Who.EVERYBODY))
                .containsExactly("anna", "bill", "carl", "dora", "emil");
    }

    @Test
    default void whoeverIsDecidedAboutMoreCloselyIsNotAmongThem() {
        enterEverybody();
        require(new Subject.Person(id("anna")), MfaState.Required.NO, Optional.empty());
        assertThat(names(ofSales(), Who.EVERYBODY)).containsExactly("bill", "carl");

        require(group("Board"), MfaState.Required.YES, Optional.empty());
        assertThat(names(ofSales(), Who.EVERYBODY)).containsExactly("bill");
        assertThat(names(of(new Subject.Everybody()), Who.EVERYBODY)).containsExactly("bill", "dora", "emil");
    }

    @Test
    default void ofTwoGroupsTheOneWhoseDateComesFirstCounts() {
        enterEverybody();
        require(group("Board"), MfaState.Required.NO, Optional.empty());
        assertThat(names(ofSales(), Who.EVERYBODY)).contains("carl");
        require(group("Board"), MfaState.Required.YES, Optional.of(Fixtures.NOW.plus(Duration.ofDays(29))));
        assertThat(names(ofSales(), Who.EVERYBODY)).doesNotContain("carl");
        require(group("Board"), MfaState.Required.YES, Optional.of(Fixtures.NOW.plus(Duration.ofDays(31))));
        assertThat(names(ofSales(), Who.EVERYBODY)).contains("carl");
    }

    @Test
    default void disabledAccountsAreLeftOut() {
        enterEverybody();
        var id = id("bill");
        change(books -> {
            var bill = Accounts.in(books).find(id).orElseThrow();
            Accounts.in(books).replace(bill.withStatus(Account.Status.DISABLED));
            Changes.in(books).changed(bill.id());
        });
        index();
        assertThat(names(ofSales(), Who.EVERYBODY)).containsExactly("anna", "carl");
    }

    @Test
    default void whoeverWasSwitchedOverIsNotLeft() {
        enterEverybody();
        var rollout = ofSales();
        var anna = id("anna");
        change(books -> {
            Rollouts.in(books).put(rollout);
            Switchovers.in(books)
                    .put(new Switchover(rollout.id(), anna, Switchover.Why.EMPTY_LIST, Fixtures.NOW, Optional.empty()));
        });
        assertThat(names(rollout, Who.EVERYBODY)).containsExactly("bill", "carl");
    }

    @Test
    default void whatWasSentLatelyTellsThoseWhoSendFromThoseWhoDoNot() {
        enterEverybody();
        sends("anna", Protocol.IMAP, "Thunderbird 102", LATELY);
        sends("anna", Protocol.SMTP, "", LATELY.plusSeconds(9));
        sends("bill", Protocol.IMAP, "Thunderbird 102", LATELY.minusSeconds(1));

        assertThat(names(ofSales(), Who.SENDING)).containsExactly("anna");
        assertThat(names(ofSales(), Who.QUIET)).containsExactly("bill", "carl");
        var sending = new Sought(ofSales(), Who.SENDING, LATELY);
        assertThat(listed(books -> RolloutPeople.in(books).page(sending, Optional.empty(), 10)))
                .containsExactly(
                        new RolloutPeople.One(id("anna"), Username.parse("anna").orElseThrow(), 2));
    }

    @Test
    default void peopleComeAPageAtATime() {
        enterEverybody();
        var sought = new Sought(ofSales(), Who.EVERYBODY, LATELY);
        assertThat(listed(books -> RolloutPeople.in(books).page(sought, Optional.empty(), 2)))
                .extracting(one -> one.username().canonical())
                .containsExactly("anna", "bill");
        assertThat(listed(books -> RolloutPeople.in(books).page(sought, Username.parse("bill"), 2)))
                .extracting(one -> one.username().canonical())
                .containsExactly("carl");
    }

    @Test
    default void appsAreCountedByTheirPeople() {
        enterEverybody();
        sends("anna", Protocol.IMAP, "Thunderbird 102", Fixtures.NOW);
        sends("carl", Protocol.IMAP, "Thunderbird 102", Fixtures.NOW);
        sends("carl", Protocol.SMTP, "", Fixtures.NOW);
        sends("dora", Protocol.SMTP, "", Fixtures.NOW);
        sends("bill", Protocol.POP3, "", LATELY.minusSeconds(1));

        var sought = new Sought(ofSales(), Who.SENDING, LATELY);
        assertThat(listed(books -> RolloutPeople.in(books).apps(sought, 10)))
                .containsExactly(
                        new RolloutPeople.App("imap", "dovecot-1", "Thunderbird 102", 2),
                        new RolloutPeople.App("smtp", "dovecot-1", "", 1));
        assertThat(listed(books -> RolloutPeople.in(books).apps(sought, 1))).hasSize(1);
    }
}
