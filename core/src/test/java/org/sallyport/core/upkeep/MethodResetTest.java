package org.sallyport.core.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.Methods;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Limits.PasswordChanged;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.upkeep.MethodReset.Resetting;

class MethodResetTest {
    private static final Actor BY = new Actor.Operator();
    private static final Reason WHY = new Reason("lost the phone");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final MethodReset resets = olive.resets(OpenConnections.NOWHERE);
    private final Account eleni = olive.enforced("eleni");

    @Test
    void everythingThatProvesASecondFactorIsGoneAndTold() {
        assertThat(resets.reset(eleni.id(), PasswordChanged.KEEP, BY, WHY)).isEqualTo(Resetting.DONE);

        assertThat(olive.mfa.standing(eleni).state()).isEqualTo(MfaState.ENABLED);
        assertThat(olive.store.<Boolean>transact(
                        books -> Methods.in(books).heldBy(eleni.id()).isEmpty()
                                && RememberedDevices.in(books).of(eleni.id()).isEmpty()))
                .isTrue();
        assertThat(Mailbag.notices(olive.store, olive.clock.instant(), Notice.Kind.METHODS_RESET))
                .hasSize(1);
    }

    @Test
    void whyStandsInTheAuditLog() {
        resets.reset(eleni.id(), PasswordChanged.KEEP, BY, WHY);

        var event = olive.store
                .transact(books -> AuditLog.in(books).about(eleni.id(), 1))
                .getFirst()
                .event();
        assertThat(event.kind()).isEqualTo(AuditKind.METHODS_RESET);
        assertThat(event.details()).containsEntry("why", "lost the phone").containsEntry("methods", "1");
    }

    @Test
    void appPasswordsAreKeptPutToSleepOrRevoked() {
        olive.issue(eleni, Scope.mail());
        resets.reset(eleni.id(), PasswordChanged.KEEP, BY, WHY);
        assertThat(olive.appPasswords.of(eleni.id()))
                .hasSize(1)
                .noneMatch(one -> one.lifetime().isAsleep());

        olive.registerApp(eleni);
        resets.reset(eleni.id(), PasswordChanged.SLEEP, BY, WHY);
        assertThat(olive.appPasswords.of(eleni.id()))
                .hasSize(1)
                .allMatch(one -> one.lifetime().isAsleep());

        olive.registerApp(eleni);
        resets.reset(eleni.id(), PasswordChanged.REVOKE, BY, WHY);
        assertThat(olive.appPasswords.of(eleni.id())).isEmpty();
    }

    @Test
    void whereNothingIsRegisteredNothingHappens() {
        var nikos = olive.add("nikos", Role.PERSON, Optional.empty());
        olive.issue(eleni, Scope.mail());

        assertThat(resets.reset(nikos.id(), PasswordChanged.REVOKE, BY, WHY)).isEqualTo(Resetting.NOTHING_REGISTERED);
        assertThat(resets.reset(AccountId.fresh(), PasswordChanged.KEEP, BY, WHY))
                .isEqualTo(Resetting.NO_SUCH_ACCOUNT);
        assertThat(olive.appPasswords.of(eleni.id())).hasSize(1);
    }

    @Test
    void theNextSignInSetsUpAnew() {
        resets.reset(eleni.id(), PasswordChanged.KEEP, BY, WHY);
        olive.clock.set(olive.clock.instant().plus(Duration.ofMinutes(1)));

        assertThat(olive.mfa.standing(eleni).mayPutOff(olive.clock.instant())).isFalse();
    }
}
