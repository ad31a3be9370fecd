package org.sallyport.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.RolloutDesk.Change;
import org.sallyport.core.rollout.RolloutDesk.Starting;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;

/// Eleni and Nikos are in Sales. Eleni's phone sends her account password; nothing sends that of Nikos.
class RolloutWorkTest {
    private static final Subject SALES = new Subject.Group(new GroupName("Sales"));
    private static final Actor ADMIN = new Actor.Operator();
    private static final Reason WHY = new Reason("the board decided");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration FORTNIGHT = Duration.ofDays(14);
    private static final Verdict NEEDED = new Verdict.Rejected(Rejection.APP_PASSWORD_NEEDED);

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final RolloutDesk desk = new RolloutDesk(olive.store, olive.mfa, olive.clock);
    private final RolloutWork work = new RolloutWork(olive.store, olive.mfa, olive.clock);
    private Account eleni = olive.add("eleni", Account.Role.PERSON, Optional.of("eleni@pine.example"));
    private Account nikos = olive.add("nikos", Account.Role.PERSON, Optional.of("nikos@pine.example"));

    @BeforeEach
    void enter() {
        eleni = inSales(eleni);
        nikos = inSales(nikos);
    }

    private Account inSales(Account account) {
        return olive.store.transact(books -> {
            var profile = new Profile(account.username().canonical(), Locale.ENGLISH, Set.of(new GroupName("Sales")));
            Accounts.in(books).replace(account.withProfile(profile));
            return Accounts.in(books).find(account.id()).orElseThrow();
        });
    }

    private Rollout start() {
        return ((Starting.Started) desk.start(SALES, MONTH, FORTNIGHT, ADMIN, WHY)).rollout();
    }

    private Verdict phone(Account whose) {
        var verdict = olive.verify(whose.username().canonical(), Organisation.PASSWORD, Protocol.IMAP);
        olive.notes.flush();
        return verdict;
    }

    private void afterDays(int days) {
        olive.clock.forward(Duration.ofDays(days));
        work.follow();
    }

    private Rollout now(Rollout rollout) {
        return desk.find(rollout.id()).orElseThrow();
    }

    private Optional<Switchover.Why> why(Rollout rollout, Account whose) {
        return olive.store
                .transact(books -> Switchovers.in(books).find(rollout.id(), whose.id()))
                .map(Switchover::why);
    }

    private List<Notice> mails(Notice.Kind kind) {
        return Mailbag.emptied(olive.store, olive.clock.instant().plus(Duration.ofDays(1))).stream()
                .filter(notice -> notice.kind() == kind)
                .toList();
    }

    private long audited(AuditKind kind) {
        return olive.store.transact(books -> AuditLog.in(books).since(0, 10_000)).stream()
                .filter(entry -> entry.event().kind() == kind)
                .count();
    }

    @Test
    void whileItRunsAppsUseTheAccountPasswordBesideAppPasswords() {
        start();
        assertThat(olive.mfa.standing(eleni).state()).isEqualTo(MfaState.ENABLED);
        assertThat(phone(eleni)).isInstanceOf(Verdict.Accepted.class);

        olive.registerApp(eleni);
        assertThat(olive.mfa.standing(eleni).state()).isEqualTo(MfaState.ENFORCED);
        assertThat(phone(eleni)).isInstanceOf(Verdict.Accepted.class);
        var issued = olive.issue(eleni, Scope.everything());
        assertThat(olive.verify("eleni", issued.secret().reveal(), Protocol.IMAP))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void settingUpMayBePutOffUntilTheDate() {
        var rollout = start();
        assertThat(olive.mfa.standing(eleni).graceEnds()).contains(rollout.until());
    }

    @Test
    void whoeverSendsNothingForAFortnightIsSwitchedOverAndTheOthersAreNot() {
        var rollout = start();
        phone(nikos);
        afterDays(13);
        phone(eleni);
        assertThat(why(rollout, nikos)).isEmpty();
        afterDays(2);

        assertThat(why(rollout, nikos)).contains(Switchover.Why.EMPTY_LIST);
        assertThat(phone(nikos)).isEqualTo(NEEDED);
        assertThat(why(rollout, eleni)).isEmpty();
        assertThat(phone(eleni)).isInstanceOf(Verdict.Accepted.class);
        assertThat(audited(AuditKind.SWITCHED_TO_APP_PASSWORDS)).isEqualTo(1);
        assertThat(mails(Notice.Kind.SWITCHED_TO_APP_PASSWORDS))
                .singleElement()
                .satisfies(mail -> assertThat(mail.to().value()).isEqualTo("nikos@pine.example"));
    }

    @Test
    void aForgottenAppCountsNoMore() {
        var rollout = start();
        afterDays(13);
        phone(eleni);
        olive.store.transact(books -> {
            Senders.in(books).of(eleni.id()).forEach(Senders.in(books)::forget);
            return true;
        });
        afterDays(1);
        assertThat(why(rollout, eleni)).contains(Switchover.Why.EMPTY_LIST);
    }

    @Test
    void onTheDateEverybodyIsSwitchedOverAndItIsOver() {
        var rollout = start();
        afterDays(13);
        phone(eleni);
        afterDays(13);
        phone(eleni);
        afterDays(4);

        assertThat(why(rollout, eleni)).contains(Switchover.Why.DATE);
        assertThat(why(rollout, nikos)).contains(Switchover.Why.EMPTY_LIST);
        assertThat(phone(eleni)).isEqualTo(NEEDED);
        assertThat(now(rollout).isOver()).isTrue();
        assertThat(audited(AuditKind.ROLLOUT_OVER)).isEqualTo(1);
        Optional<Requirement> own =
                olive.store.transact(books -> Requirements.in(books).find(new Subject.Person(nikos.id())));
        assertThat(own)
                .as("what is decided for the group later is about Nikos too")
                .isEmpty();
        assertThat(phone(nikos)).isEqualTo(NEEDED);
    }

    @Test
    void theDateHoldsEvenWhereNoWorkIsDone() {
        start();
        olive.clock.forward(MONTH.minusSeconds(1));
        assertThat(phone(eleni)).isInstanceOf(Verdict.Accepted.class);
        olive.clock.forward(Duration.ofSeconds(1));
        assertThat(phone(eleni)).isEqualTo(NEEDED);
    }

    @Test
    void whoeverWouldBreakIsToldAtTheBeginningAndFourteenThreeAndOneDaysBefore() {
        var rollout = start();
        for (int day = 0; day < 30; day++) {
            phone(eleni);
            work.follow();
            int before = 30 - day;
            var mails = mails(Notice.Kind.ACCOUNT_PASSWORD_ENDS_SOON);
            if (List.of(30, 14, 3, 1).contains(before)) {
                assertThat(mails).as("%d days before", before).singleElement().satisfies(mail -> {
                    assertThat(mail.values())
                            .containsEntry("senders", "imap")
                            .containsEntry("date", rollout.until().toString());
                    assertThat(mail.to().value()).isEqualTo("eleni@pine.example");
                });
            } else {
                assertThat(mails).as("%d days before", before).isEmpty();
            }
            olive.clock.forward(Duration.ofDays(1));
        }
    }

    @Test
    void onePausedSwitchesNobodyOverAndGoesOnWithANewDate() {
        var rollout = start();
        assertThat(desk.change(rollout.id(), new Change.Pause(), ADMIN, WHY)).isTrue();
        afterDays(60);
        assertThat(why(rollout, nikos)).isEmpty();
        assertThat(phone(eleni)).isInstanceOf(Verdict.Accepted.class);

        var date = olive.clock.instant().plus(Duration.ofDays(10));
        assertThat(desk.change(rollout.id(), new Change.Until(date), ADMIN, WHY))
                .isTrue();
        work.follow();
        assertThat(why(rollout, nikos)).contains(Switchover.Why.EMPTY_LIST);
        assertThat(why(rollout, eleni)).isEmpty();
        olive.clock.set(date);
        assertThat(phone(eleni)).isEqualTo(NEEDED);
    }

    @Test
    void everybodyCanBeSwitchedOverAtOnce() {
        var rollout = start();
        phone(eleni);
        desk.change(rollout.id(), new Change.SwitchAll(), ADMIN, WHY);
        assertThat(phone(eleni)).isEqualTo(NEEDED);
        work.follow();
        assertThat(why(rollout, eleni)).contains(Switchover.Why.DATE);
        assertThat(now(rollout).isOver()).isTrue();
    }

    @Test
    void oneThatIsCalledOffRequiresNothingOfAnybody() {
        var rollout = start();
        afterDays(14);
        assertThat(why(rollout, nikos)).contains(Switchover.Why.EMPTY_LIST);
        desk.change(rollout.id(), new Change.CallOff(), ADMIN, WHY);
        work.follow();

        assertThat(olive.mfa.standing(eleni).state()).isEqualTo(MfaState.DISABLED);
        assertThat(olive.mfa.standing(nikos).state()).isEqualTo(MfaState.DISABLED);
        assertThat(phone(nikos)).isInstanceOf(Verdict.Accepted.class);
        assertThat(now(rollout).isOver()).isTrue();
        assertThat(desk.change(rollout.id(), new Change.Pause(), ADMIN, WHY)).isFalse();
    }

    @Test
    void whoeverIsTakenBackHasMoreTimeAndNotMore() {
        var rollout = start();
        afterDays(13);
        phone(eleni);
        afterDays(1);
        var date = olive.clock.instant().plus(Duration.ofDays(40));
        assertThat(desk.takeBack(rollout.id(), eleni.id(), date, ADMIN, WHY))
                .as("Eleni was not switched over")
                .isFalse();
        assertThat(desk.takeBack(rollout.id(), nikos.id(), date, new Actor.Person(eleni.id()), WHY))
                .as("Eleni is nobody's admin")
                .isFalse();
        assertThat(desk.takeBack(rollout.id(), nikos.id(), date, ADMIN, WHY)).isTrue();
        assertThat(phone(nikos)).isInstanceOf(Verdict.Accepted.class);
        assertThat(mails(Notice.Kind.SWITCH_TAKEN_BACK)).hasSize(1);

        afterDays(20);
        assertThat(now(rollout).isOver()).as("Nikos is left").isFalse();
        assertThat(phone(nikos)).isInstanceOf(Verdict.Accepted.class);
        afterDays(20);
        assertThat(phone(nikos)).isEqualTo(NEEDED);
        assertThat(why(rollout, nikos)).contains(Switchover.Why.DATE);
        assertThat(now(rollout).isOver()).isTrue();
    }

    @Test
    void whatAnAdminDecidesOtherwiseForTheGroupEndsIt() {
        var rollout = start();
        afterDays(14);
        olive.mfa.decide(SALES, MfaState.Required.YES, ADMIN);
        work.follow();
        assertThat(now(rollout).isOver()).isTrue();
        olive.registerApp(eleni);
        assertThat(phone(eleni)).isEqualTo(NEEDED);
        assertThat(desk.takeBack(rollout.id(), nikos.id(), olive.clock.instant().plus(FORTNIGHT), ADMIN, WHY))
                .isFalse();
    }

    @Test
    void T28_noRolloutGivesAppsTheAccountPasswordBack() {
        olive.mfa.decide(SALES, MfaState.Required.YES, ADMIN);
        assertThat(desk.start(SALES, MONTH, FORTNIGHT, ADMIN, WHY)).isInstanceOf(Starting.AlreadyRequired.class);
        olive.mfa.leave(SALES, ADMIN);
        olive.mfa.decide(new Subject.Everybody(), MfaState.Required.YES, ADMIN);
        assertThat(desk.start(SALES, MONTH, FORTNIGHT, ADMIN, WHY)).isInstanceOf(Starting.AlreadyRequired.class);

        olive.mfa.leave(new Subject.Everybody(), ADMIN);
        olive.mfa.decide(new Subject.Person(eleni.id()), MfaState.Required.YES, ADMIN);
        olive.registerApp(eleni);
        start();
        assertThat(phone(eleni)).isEqualTo(NEEDED);
    }

    @Test
    void twoNodesSwitchNobodyOverTwice() {
        start();
        olive.clock.forward(FORTNIGHT);
        work.follow();
        olive.clock.forward(Duration.ofMinutes(2));
        new RolloutWork(olive.store, olive.mfa, olive.clock).follow();
        assertThat(audited(AuditKind.SWITCHED_TO_APP_PASSWORDS)).isEqualTo(2);
    }

    @Test
    void oneThatLastsForEverIsRefused() {
        assertThatThrownBy(() -> desk.start(SALES, Duration.ofDays(366), FORTNIGHT, ADMIN, WHY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> desk.start(SALES, Duration.ZERO, FORTNIGHT, ADMIN, WHY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(desk.all()).isEmpty();
    }
}
