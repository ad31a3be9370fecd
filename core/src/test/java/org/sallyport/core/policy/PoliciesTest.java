package org.sallyport.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;

class PoliciesTest {
    private static final Subject EVERYBODY = new Subject.Everybody();
    private static final GroupName BOARD = new GroupName("board");
    private static final GroupName SALES = new GroupName("Sales");

    private final AppPasswordTerms terms =
            new AppPasswordTerms(Optional.of(Duration.ofMinutes(15)), Tying.PROTOCOL, Set.of(BOARD), Set.of(BOARD));
    private final Organisation olive = new Organisation(
            new MemoryStore(Fixtures.keyset()),
            Fixtures.keyset(),
            Limits.standard().with(terms));
    private final Policies policies = olive.mfa.policies();

    private void decide(Subject subject, String code, String value) {
        var key = PolicyKeys.find(code).orElseThrow();
        policies.decide(subject, Map.of(key, Optional.of(value).filter(text -> !text.isEmpty())), new Actor.Operator());
    }

    private Account in(String name, GroupName... groups) {
        var account = olive.add(name, Account.Role.PERSON, Optional.empty());
        var profile = new Profile(name, Locale.ENGLISH, Set.of(groups));
        return olive.store.transact(books -> {
            Accounts.in(books).replace(account.withProfile(profile));
            return Accounts.in(books).find(account.id()).orElseThrow();
        });
    }

    private Effective effective(Account account, String code) {
        return policies.effective(account).stream()
                .filter(one -> one.key().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aboutWhatIsFixedTheConfigurationFileHasTheLastWord() {
        decide(EVERYBODY, "grace-days", "7");
        decide(new Subject.Group(SALES), "app-password-length", "16");
        var nikos = in("nikos", SALES, BOARD);
        var fixed = new Policies(
                olive.store,
                Limits.standard().with(terms),
                olive.clock,
                Set.of("grace-days", "app-password-length", "app-passwords"));

        assertThat(fixed.of(nikos).limits()).isEqualTo(Limits.standard().with(terms));
        assertThat(fixed.of(nikos).terms().areAllowed())
                .as("the file says it of the board")
                .isFalse();
        assertThat(policies.of(nikos).limits().grace()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void withoutADecisionTheConfigurationFileHolds() {
        var nikos = in("nikos");

        assertThat(policies.of(nikos).limits()).isEqualTo(Limits.standard().with(terms));
        assertThat(policies.effective(nikos))
                .hasSameSizeAs(PolicyKeys.ALL)
                .allSatisfy(one -> assertThat(one.from()).isEqualTo(new Provenance.Configured()));
    }

    @Test
    void theCloserDecisionHolds() {
        var nikos = in("nikos", SALES);

        decide(EVERYBODY, "grace-days", "14");
        assertThat(effective(nikos, "grace-days").from()).isEqualTo(new Provenance.Everybody());
        assertThat(policies.of(nikos).limits().grace()).isEqualTo(Duration.ofDays(14));

        decide(new Subject.Group(SALES), "grace-days", "30");
        assertThat(effective(nikos, "grace-days").from()).isEqualTo(new Provenance.Group(SALES));
        assertThat(policies.of(nikos).limits().grace()).isEqualTo(Duration.ofDays(30));

        decide(new Subject.Group(SALES), "grace-days", "");
        assertThat(policies.of(nikos).limits().grace()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void ofTwoGroupsTheStricterValueHolds() {
        var nikos = in("nikos", SALES, BOARD);
        decide(new Subject.Group(BOARD), "grace-days", "3");
        decide(new Subject.Group(SALES), "grace-days", "30");

        assertThat(effective(nikos, "grace-days").value()).isEqualTo("3");
        assertThat(effective(nikos, "grace-days").from()).isEqualTo(new Provenance.Group(BOARD));
    }

    @Test
    void aGroupOfTheConfigurationFileIsStrictUntilThatGroupIsDecidedOtherwise() {
        var nikos = in("nikos", BOARD, SALES);
        assertThat(effective(nikos, "app-passwords").from()).isEqualTo(new Provenance.ConfiguredGroup(BOARD));
        assertThat(effective(nikos, "app-password-delay").value()).isEqualTo("target");

        decide(EVERYBODY, "app-passwords", "allowed");
        decide(new Subject.Group(SALES), "app-passwords", "allowed");
        assertThat(policies.of(nikos).terms().areAllowed()).isFalse();

        decide(new Subject.Group(BOARD), "app-passwords", "allowed");
        assertThat(policies.of(nikos).terms().areAllowed()).isTrue();
    }

    @Test
    void aGroupOfAnotherSpellingIsAnotherGroup() {
        decide(new Subject.Group(new GroupName("sales")), "grace-days", "30");

        assertThat(effective(in("nikos", SALES), "grace-days").from()).isEqualTo(new Provenance.Configured());
    }

    @Test
    void peopleOfWhomTheSameHoldsShareOnePolicy() {
        decide(new Subject.Group(SALES), "grace-days", "30");

        assertThat(policies.of(in("nikos", SALES))).isSameAs(policies.of(in("eleni", SALES)));
        assertThat(policies.of(in("maria"))).isSameAs(policies.of(in("petros")));
    }

    @Test
    void whatNoKeyOfThisReleaseReadsIsPassedOver() {
        var subject = new Subject.Group(SALES);
        olive.store.transact(books -> {
            PolicyBook.in(books).set(new PolicyValue(subject, "grace-days", "a while", Fixtures.NOW));
            PolicyBook.in(books).set(new PolicyValue(subject, "of-the-future", "yes", Fixtures.NOW));
            return true;
        });

        assertThat(effective(in("nikos", SALES), "grace-days").from()).isEqualTo(new Provenance.Configured());
    }

    @Test
    void whatIsDecidedIsInTheAuditLogOnceAndToldToEveryNode() {
        long before = olive.store.transact(books -> Changes.in(books).latest());
        decide(new Subject.Group(SALES), "grace-days", "30");
        decide(new Subject.Group(SALES), "grace-days", "30");
        decide(new Subject.Group(SALES), "grace-days", "");

        List<AuditEvent> events = olive
                .store
                .transact(books -> AuditLog.in(books).since(0, 1_000))
                .stream()
                .map(AuditLog.Entry::event)
                .filter(event ->
                        Set.of(AuditKind.POLICY_SET, AuditKind.POLICY_CLEARED).contains(event.kind()))
                .toList();
        assertThat(events)
                .extracting(AuditEvent::details)
                .containsExactly(
                        Map.of("subject", "group Sales", "key", "grace-days", "after", "30"),
                        Map.of("subject", "group Sales", "key", "grace-days", "before", "30"));
        List<Changes.Change> told =
                olive.store.transact(books -> Changes.in(books).since(before));
        assertThat(told)
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.account()).isEmpty());
    }

    @Test
    void whatIsDecidedForOnePersonStandsAboveTheirGroupsAndIsNobodyElses() {
        var nikos = in("nikos", SALES, BOARD);
        var dora = in("dora", SALES, BOARD);
        decide(new Subject.Group(SALES), "grace-days", "3");
        decide(new Subject.Person(nikos.id()), "grace-days", "30");
        decide(new Subject.Person(nikos.id()), "app-passwords", "allowed");

        assertThat(effective(nikos, "grace-days"))
                .extracting(Effective::value, Effective::from)
                .containsExactly("30", new Provenance.Person());
        assertThat(policies.of(nikos).terms().areAllowed())
                .as("the file says otherwise of the board")
                .isTrue();
        assertThat(policies.of(dora).limits().grace()).isEqualTo(Duration.ofDays(3));

        decide(new Subject.Person(nikos.id()), "grace-days", "");
        assertThat(effective(nikos, "grace-days").from()).isEqualTo(new Provenance.Group(SALES));
    }

    @Test
    void whatIsDecidedForOnePersonHoldsFromTheNextAttemptAndIsToldOfThemAlone() {
        var nikos = in("nikos", SALES);
        var dora = in("dora", SALES);
        long before = olive.store.transact(books -> Changes.in(books).latest());

        decide(new Subject.Person(nikos.id()), "account-password-in-apps", "never");

        assertThat(verdict(nikos)).isEqualTo(new Verdict.Rejected(Rejection.APP_PASSWORD_NEEDED));
        assertThat(verdict(dora)).isInstanceOf(Verdict.Accepted.class);
        var told = olive.store.transact(books -> Changes.in(books).since(before));
        assertThat(told)
                .singleElement()
                .satisfies(change -> assertThat(change.account()).contains(nikos.id()));
        var noted = olive.store.transact(books -> AuditLog.in(books).about(nikos.id(), 1));
        assertThat(noted.getFirst().event().details())
                .containsEntry("subject", "person")
                .containsEntry("after", "never");
    }

    @Test
    void whatTheFileHasFixedStandsAboveOnePersonsOwnToo() {
        var nikos = in("nikos");
        decide(new Subject.Person(nikos.id()), "grace-days", "30");
        var fixed = new Policies(olive.store, Limits.standard(), olive.clock, Set.of("grace-days"));

        assertThat(fixed.of(nikos).limits().grace()).isEqualTo(Duration.ZERO);
    }

    @Test
    void theNextAttemptIsJudgedByIt() {
        var people =
                Stream.of("anna", "bella", "carla").map(name -> in(name, SALES)).toList();
        assertThat(people).allSatisfy(one -> assertThat(verdict(one)).isInstanceOf(Verdict.Accepted.class));

        decide(new Subject.Group(SALES), "account-password-in-apps", "never");

        assertThat(people.stream().map(this::verdict).collect(Collectors.toSet()))
                .containsExactly(new Verdict.Rejected(Rejection.APP_PASSWORD_NEEDED));
        assertThat(verdict(in("dina"))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void whatIsIssuedGoesByIt() {
        var eleni = olive.enforced("eleni");
        decide(EVERYBODY, "app-password-length", "16");
        decide(EVERYBODY, "app-passwords-per-account", "1");

        assertThat(olive.issue(eleni, Scope.mail()).secret().reveal()).hasSize(16);
        assertThatThrownBy(() -> olive.issue(eleni, Scope.mail())).isInstanceOf(ClassCastException.class);
        assertThat(olive.passwords.usual(eleni)).isEqualTo(Limits.PasswordChanged.KEEP);
        decide(EVERYBODY, "password-changed", "revoke");
        assertThat(olive.passwords.usual(eleni)).isEqualTo(Limits.PasswordChanged.REVOKE);
    }

    private Verdict verdict(Account account) {
        return olive.verify(account.username().canonical(), Organisation.PASSWORD, Protocol.IMAP);
    }
}
