package org.sallyport.core.apppassword;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

class AppPasswordsTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account eleni = olive.enforced("eleni@olive.example");
    private final Actor herself = new Actor.Person(eleni.id());

    @Test
    void anAppPasswordHas24LettersInGroupsOfSix() {
        var secret = olive.issue(eleni, Scope.mail()).secret();
        assertThat(secret.reveal()).matches("[a-z]{24}");
        assertThat(AppPasswords.grouped(secret)).matches("([a-z]{6} ){3}[a-z]{6}");
    }

    @Test
    void aSecondFactorOfFiveMinutesAgoIsTooOld() {
        var request = new AppPasswordRequest(
                eleni.id(), new Label("iPad"), Scope.mail(), Optional.empty(), olive.clock.instant());
        olive.clock.forward(Duration.ofMinutes(5));
        assertThat(olive.appPasswords.issue(request)).isEqualTo(new Issuing.StepUpNeeded());
    }

    @Test
    void whereMfaIsNotRequiredNoneIsIssued() {
        var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        assertThat(olive.appPasswords.issue(request(nikos))).isEqualTo(new Issuing.NotRequired());
    }

    @Test
    void beforeASecondFactorIsRegisteredNoneIsIssued() {
        var maria = olive.add("maria@olive.example", Account.Role.PERSON, Optional.empty());
        olive.requireMfa(maria);
        assertThat(olive.appPasswords.issue(request(maria))).isEqualTo(new Issuing.NotRegistered());
    }

    @Test
    void whoMakesAHundredWithinADayMakesTheNextOnTheDayAfter() {
        for (int i = 0; i < 100; i++) {
            var made = olive.issue(eleni, Scope.mail()).made();
            olive.appPasswords.revoke(eleni.id(), made.id(), herself);
        }
        assertThat(olive.appPasswords.issue(request(eleni))).isEqualTo(new Issuing.TooManyToday(100));
        olive.clock.forward(Duration.ofDays(1));
        assertThat(olive.appPasswords.issue(request(eleni))).isInstanceOf(Issuing.Issued.class);
    }

    @Test
    void aDisabledAccountGetsNone() {
        olive.accounts.disable(eleni.id(), new Actor.Operator());
        assertThat(olive.appPasswords.issue(request(eleni))).isEqualTo(new Issuing.NoSuchAccount());
    }

    @Test
    void itsOwnerIsTold() {
        olive.issue(eleni, Scope.mail());
        assertThat(Mailbag.notices(olive.store, olive.clock.instant()))
                .extracting(Notice::kind)
                .contains(Notice.Kind.APP_PASSWORD_MADE);
    }

    @Test
    void revokingIsAuditedOnceAndMakesRoom() {
        var made = olive.issue(eleni, Scope.mail()).made();
        assertThat(olive.appPasswords.revoke(eleni.id(), made.id(), herself)).isTrue();
        assertThat(olive.appPasswords.revoke(eleni.id(), made.id(), herself)).isFalse();
        assertThat(olive.appPasswords.of(eleni.id())).isEmpty();
        var entries = olive.store.transact(books -> AuditLog.in(books).about(eleni.id(), 100));
        assertThat(entries)
                .filteredOn(e -> e.event().kind() == AuditKind.APP_PASSWORD_REVOKED)
                .hasSize(1);
    }

    @Test
    void revokingAllSaysHowMany() {
        olive.issue(eleni, Scope.mail());
        olive.issue(eleni, Scope.mail());
        assertThat(olive.appPasswords.revokeAll(eleni.id(), herself)).isEqualTo(2);
        assertThat(olive.appPasswords.revokeAll(eleni.id(), herself)).isZero();
    }

    @Test
    void T29_nobodyChangesAnotherAccountsAppPasswords() {
        var maria = olive.enforced("maria@olive.example");
        var made = olive.issue(eleni, Scope.mail()).made();
        assertThat(olive.appPasswords.revoke(maria.id(), made.id(), herself)).isFalse();
        assertThat(olive.appPasswords.rename(maria.id(), made.id(), new Label("mine"), herself))
                .isFalse();
        assertThat(olive.appPasswords.of(eleni.id())).containsExactly(made);
    }

    @Test
    void aLabelCannotForgeWhatSurroundsIt() {
        assertThat(new Label("  Kitchen\r\n \u202eiPad\u0000 ").value()).isEqualTo("Kitchen iPad");
    }

    private AppPasswordRequest request(Account account) {
        return new AppPasswordRequest(
                account.id(), new Label("iPad"), Scope.mail(), Optional.empty(), olive.clock.instant());
    }
}
