package org.sallyport.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.directory.Adding;
import org.sallyport.core.directory.NewAccount;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.MfaState.Required;
import org.sallyport.core.store.memory.MemoryStore;

class MfaTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final Subject EVERYBODY = new Subject.Everybody();
    private static final Subject SALES = new Subject.Group(new GroupName("Sales"));
    private static final Subject STAFF = new Subject.Group(new GroupName("Staff"));

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account nikos = inGroups("nikos@olive.example", "Sales", "Staff");

    @Test
    void nothingIsRequiredOfAnybodyAtFirst() {
        assertThat(state()).isEqualTo(MfaState.DISABLED);
    }

    @Test
    void whatIsRequiredOfEverybodyIsRequiredOfEachPerson() {
        olive.mfa.decide(EVERYBODY, Required.YES, OPERATOR);
        assertThat(state()).isEqualTo(MfaState.ENABLED);
    }

    @Test
    void aGroupsRequirementComesBeforeEverybodys() {
        olive.mfa.decide(EVERYBODY, Required.YES, OPERATOR);
        olive.mfa.decide(SALES, Required.NO, OPERATOR);
        assertThat(state()).isEqualTo(MfaState.DISABLED);
    }

    @Test
    void amongGroupsOneThatRequiresWins() {
        olive.mfa.decide(SALES, Required.NO, OPERATOR);
        olive.mfa.decide(STAFF, Required.YES, OPERATOR);
        assertThat(state()).isEqualTo(MfaState.ENABLED);
    }

    @Test
    void aPersonsOwnRequirementComesFirst() {
        olive.mfa.decide(STAFF, Required.YES, OPERATOR);
        olive.mfa.decide(new Subject.Person(nikos.id()), Required.NO, OPERATOR);
        assertThat(state()).isEqualTo(MfaState.DISABLED);
        olive.mfa.leave(new Subject.Person(nikos.id()), OPERATOR);
        assertThat(state()).isEqualTo(MfaState.ENABLED);
    }

    @Test
    void registeringPutsARequirementInForce() {
        olive.mfa.decide(EVERYBODY, Required.YES, OPERATOR);
        olive.registerApp(nikos);
        assertThat(state()).isEqualTo(MfaState.ENFORCED);
    }

    @Test
    void sayingTheSameAgainStartsNoNewGraceDaysAndIsNotAuditedTwice() {
        olive.mfa.decide(EVERYBODY, Required.YES, OPERATOR);
        var since = olive.store.transact(books -> olive.mfa.requirementFor(books, nikos));
        long entries = entries();
        olive.clock.forward(java.time.Duration.ofDays(1));
        olive.mfa.decide(EVERYBODY, Required.YES, OPERATOR);
        var after = olive.store.transact(books -> olive.mfa.requirementFor(books, nikos));
        assertThat(after).isEqualTo(since);
        assertThat(entries()).isEqualTo(entries);
    }

    @Test
    void T28_ofARoleThatAlwaysNeedsItItIsRequiredWhateverWasDecided() {
        olive.always = role -> role == Account.Role.PERSON;
        assertThat(state()).isEqualTo(MfaState.ENABLED);

        olive.mfa.decide(EVERYBODY, Required.NO, OPERATOR);
        olive.mfa.decide(SALES, Required.NO, OPERATOR);
        olive.mfa.decide(new Subject.Person(nikos.id()), Required.NO, OPERATOR);
        olive.registerApp(nikos);

        assertThat(state()).isEqualTo(MfaState.ENFORCED);
        assertThat(olive.store.<Boolean>transact(books -> olive.mfa.isInForce(books, nikos)))
                .isTrue();
        assertThat(told()).isEmpty();
    }

    @Test
    void T28_whoeverAnAdminExemptsHearsOfItOnce() {
        var eleni = olive.enforced("eleni@olive.example");
        var person = new Subject.Person(eleni.id());
        olive.mfa.decide(person, Required.NO, new Actor.Person(nikos.id()));
        olive.mfa.decide(person, Required.NO, new Actor.Person(nikos.id()));

        assertThat(told()).singleElement().satisfies(notice -> {
            assertThat(notice.to().value()).isEqualTo("home@pine.example");
            assertThat(notice.values()).containsEntry("name", "eleni@olive.example");
        });
    }

    @Test
    void T28_whoseOwnRequirementIsTakenAwayHearsOfItWhereNoOtherIsLeft() {
        var eleni = olive.enforced("eleni@olive.example");
        olive.mfa.decide(EVERYBODY, Required.YES, OPERATOR);
        olive.mfa.leave(new Subject.Person(eleni.id()), OPERATOR);
        assertThat(told()).isEmpty();

        olive.requireMfa(eleni);
        olive.mfa.decide(EVERYBODY, Required.NO, OPERATOR);
        olive.mfa.leave(new Subject.Person(eleni.id()), OPERATOR);
        assertThat(told()).hasSize(1);
    }

    private List<Notice> told() {
        return Mailbag.notices(olive.store, olive.clock.instant(), Notice.Kind.MFA_EXEMPTED);
    }

    private MfaState state() {
        return olive.mfa.standing(nikos).state();
    }

    private long entries() {
        return olive.store
                .transact(books -> AuditLog.in(books).head())
                .map(AuditLog.Head::number)
                .orElse(0L);
    }

    private Account inGroups(String name, String... groups) {
        var names = java.util.Arrays.stream(groups).map(GroupName::new).collect(java.util.stream.Collectors.toSet());
        var wanted = new NewAccount(
                Username.parse(name).orElseThrow(),
                new Profile(name, Locale.ENGLISH, Set.copyOf(names)),
                Account.Role.PERSON,
                Optional.empty(),
                Optional.empty());
        return ((Adding.Added) olive.accounts.add(wanted, OPERATOR)).account();
    }
}
