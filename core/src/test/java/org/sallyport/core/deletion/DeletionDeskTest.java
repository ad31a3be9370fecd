package org.sallyport.core.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.directory.Adding;
import org.sallyport.core.directory.NewAccount;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.Methods;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.Provisioned;
import org.sallyport.core.source.Provisioning;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceState;
import org.sallyport.core.source.Sourced;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.Verdict;

class DeletionDeskTest {
    private static final Reason WHY = new Reason("left in May");
    private static final Duration WEEK = Duration.ofDays(7);

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final DeletionDesk desk = olive.deletions(OpenConnections.NOWHERE);
    private final Account owner = olive.add("owner", Role.OWNER, Optional.empty());
    private final Account nikos = olive.enforced("nikos");

    @Test
    void theAccountIsDisabledAtOnceAndThereUntilItIsDue() {
        assertThat(desk.plan(owner.id(), nikos.id(), WEEK, WHY)).isEqualTo(Deleting.PLANNED);

        later(WEEK.minusSeconds(1));
        assertThat(find(nikos)).get().extracting(Account::isActive).isEqualTo(false);
        assertThat(told(Notice.Kind.ACCOUNT_DELETION_PLANNED)).hasSize(1);

        later(Duration.ofSeconds(1));
        assertThat(find(nikos)).isEmpty();
        assertThat(told(Notice.Kind.ACCOUNT_DELETED)).hasSize(1);
    }

    @Test
    void atOnceNothingIsLeftThatOpensAnything() {
        var issued = olive.issue(nikos, Scope.mail());
        var letters = issued.secret().reveal();

        desk.plan(owner.id(), nikos.id(), Duration.ZERO, WHY);

        assertThat(find(nikos)).isEmpty();
        assertThat(olive.verifier.verify(olive.attempt("nikos", letters, Protocol.IMAP)))
                .isInstanceOf(Verdict.Rejected.class);
        assertThat(olive.store.<Boolean>transact(
                        books -> AppPasswordBook.in(books).heldBy(nikos.id()).isEmpty()
                                && Methods.in(books).heldBy(nikos.id()).isEmpty()))
                .isTrue();
    }

    @Test
    void whatWasDecidedForThemAloneGoesWithThem() {
        var grace = PolicyKeys.find("grace-days").orElseThrow();
        var alone = new Subject.Person(nikos.id());
        olive.mfa.policies().decide(alone, Map.of(grace, Optional.of("14")), new Actor.Operator());

        desk.plan(owner.id(), nikos.id(), Duration.ZERO, WHY);

        assertThat(olive.mfa.policies().decided()).isEmpty();
    }

    @Test
    void whoeverIsTakenBackIsWhatTheyWere() {
        desk.plan(owner.id(), nikos.id(), WEEK, WHY);
        assertThat(desk.takeBack(nikos.id(), new Actor.Person(owner.id()))).isTrue();

        later(WEEK.plusDays(1));
        assertThat(find(nikos)).get().extracting(Account::isActive).isEqualTo(true);
        assertThat(desk.takeBack(nikos.id(), new Actor.Person(owner.id()))).isFalse();
    }

    @Test
    void whoeverWasDisabledBeforeStaysDisabledWhenTakenBack() {
        olive.accounts.disable(nikos.id(), new Actor.Operator());
        desk.plan(owner.id(), nikos.id(), WEEK, WHY);
        desk.plan(owner.id(), nikos.id(), WEEK, WHY);
        desk.takeBack(nikos.id(), new Actor.Operator());

        later(WEEK.plusDays(1));
        assertThat(find(nikos)).get().extracting(Account::isActive).isEqualTo(false);
    }

    @Test
    void enablingTheAccountTakesItBack() {
        desk.plan(owner.id(), nikos.id(), WEEK, WHY);
        olive.accounts.enable(nikos.id(), new Actor.Operator());

        later(WEEK.plusDays(1));
        assertThat(find(nikos)).get().extracting(Account::isActive).isEqualTo(true);
    }

    @Test
    void theNameRestsForAYearAndCanBeFreed() {
        desk.plan(owner.id(), nikos.id(), Duration.ZERO, WHY);
        assertThat(addAgain()).isInstanceOf(Adding.NameTaken.class);

        assertThat(desk.freeName(new Username("nikos"))).isTrue();
        assertThat(addAgain()).isInstanceOf(Adding.Added.class);
        assertThat(desk.freeName(new Username("nikos"))).isFalse();
    }

    @Test
    void afterAYearTheNameIsGivenAgain() {
        desk.plan(owner.id(), nikos.id(), Duration.ZERO, WHY);
        later(DeletionDesk.NAMES_REST);

        assertThat(addAgain()).isInstanceOf(Adding.Added.class);
    }

    @Test
    void theAuditLogForgetsEverythingButThatItHappenedAndStaysWhole() {
        desk.plan(owner.id(), nikos.id(), Duration.ZERO, WHY);
        later(Duration.ofMinutes(2));

        var entries = olive.store.transact(books -> AuditLog.in(books).about(nikos.id(), 1000));
        assertThat(entries)
                .isNotEmpty()
                .extracting(AuditLog.Entry::event)
                .allMatch(event -> event.details().isEmpty() || AuditChain.isErased(event));
        assertThat(new AuditChain(Fixtures.keyset()).verify(olive.store))
                .isInstanceOf(AuditChain.Verification.Whole.class);
        assertThat(desk.of(nikos.id())).isEmpty();
    }

    @Test
    void whatIsSaidOfOthersIsNotForgotten() {
        desk.plan(owner.id(), nikos.id(), Duration.ZERO, WHY);
        later(Duration.ofMinutes(2));

        var entries = olive.store.transact(books -> AuditLog.in(books).about(owner.id(), 1000));
        assertThat(entries)
                .extracting(AuditLog.Entry::event)
                .noneMatch(AuditChain::isErased)
                .extracting(AuditEvent::details)
                .anyMatch(details -> "owner".equals(details.get("name")));
    }

    @Test
    void T28_nobodyDeletesThemselvesOrWhoeverOutranksThem() {
        var admin = olive.add("admin", Role.ADMIN, Optional.empty());

        assertThat(desk.plan(admin.id(), owner.id(), WEEK, WHY)).isEqualTo(Deleting.NOT_ALLOWED);
        assertThat(desk.plan(owner.id(), owner.id(), WEEK, WHY)).isEqualTo(Deleting.NOT_ALLOWED);
        assertThat(find(owner)).get().extracting(Account::isActive).isEqualTo(true);
    }

    @Test
    void T28_whoeverMayDeleteNobodyDeletesNobody() {
        for (var role : List.of(Role.PERSON, Role.AUDITOR, Role.HELP_DESK)) {
            var one = olive.add(role.code(), role, Optional.empty());
            assertThat(desk.plan(one.id(), nikos.id(), WEEK, WHY)).isEqualTo(Deleting.NOT_ALLOWED);
        }
    }

    @Test
    void theLastOwnerIsNotEvenDeletedByAnOperator() {
        assertThat(desk.plan(owner.id(), WEEK, WHY)).isEqualTo(Deleting.LAST_OWNER);
        assertThat(find(owner)).get().extracting(Account::isActive).isEqualTo(true);
    }

    @Test
    void whoeverBecameTheLastOwnerMeanwhileStaysUntilThereIsAnother() {
        var other = olive.add("other", Role.OWNER, Optional.empty());
        desk.plan(owner.id(), other.id(), WEEK, WHY);
        olive.accounts.disable(owner.id(), new Actor.Operator());

        later(WEEK);
        assertThat(find(other)).isPresent();

        olive.accounts.enable(owner.id(), new Actor.Operator());
        desk.carryOut();
        assertThat(find(other)).isEmpty();
    }

    @Test
    void whoeverWasDeletedDoesNotComeBackBecauseASourceStillHasThem() {
        var provisioning = new Provisioning(
                olive.store,
                olive.mfa,
                new Revocations(olive.appPasswords, OpenConnections.NOWHERE, olive.store, olive.clock),
                olive.generator,
                olive.clock,
                _ -> Merge.NEVER);
        var said = new Sourced(
                new SourceKey(new SourceName("ldap/acme"), "7"),
                new Username("zoe"),
                "Zoe",
                Optional.empty(),
                List.of(),
                Set.of(),
                SourceState.PRESENT);
        var zoe = ((Provisioned.Created) provisioning.take(said, new Actor.Sallyport())).account();

        desk.plan(zoe, Duration.ZERO, WHY);

        assertThat(provisioning.take(said, new Actor.Sallyport())).isInstanceOf(Provisioned.Conflict.class);
        assertThat(find(zoe)).isEmpty();
    }

    private Adding addAgain() {
        var profile = new Profile("Another Nikos", Locale.ENGLISH, Set.of());
        var wanted = new NewAccount(new Username("nikos"), profile, Role.PERSON, Optional.empty(), Optional.empty());
        return olive.accounts.add(wanted, new Actor.Operator());
    }

    private void later(Duration time) {
        olive.clock.set(olive.clock.instant().plus(time));
        desk.carryOut();
    }

    private Optional<Account> find(Account account) {
        return find(account.id());
    }

    private Optional<Account> find(AccountId id) {
        return olive.store.transact(books -> Accounts.in(books).find(id));
    }

    private List<Notice> told(Notice.Kind kind) {
        return Mailbag.notices(olive.store, olive.clock.instant(), kind);
    }
}
