package org.sallyport.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.PasskeyAnswer;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.memory.MemoryStore;

class PasskeySignInTest {
    private static final Source HERE = Source.ofLiteral("192.0.2.7");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account eleni = olive.add("eleni@olive.example", Account.Role.PERSON, Optional.empty());
    private final Passkey passkey = register(eleni, 1);

    @BeforeEach
    void mfaIsRequiredOfHer() {
        olive.requireMfa(eleni);
    }

    @Test
    void whileMfaIsNotRequiredAPasskeyOpensNothingByItself() {
        olive.mfa.decide(new Subject.Person(eleni.id()), MfaState.Required.NO, new Actor.Operator());
        assertThat(olive.passkeySignIn.alone(answerAt(1), HERE))
                .isEqualTo(new PasskeyStep.Refused(PasskeyStep.Why.NOT_REGISTERED));

        olive.requireMfa(eleni);
        assertThat(olive.passkeySignIn.alone(answerAt(2), HERE)).isInstanceOf(PasskeyStep.Accepted.class);
    }

    @Test
    void T24_ofManyWithTheSameAnswerExactlyOneIsLetIn() {
        for (int round = 1; round <= 20; round++) {
            var answer = answerAt(round);

            assertThat(Crowd.of(50)
                            .succeeding(i -> olive.passkeySignIn.alone(answer, HERE) instanceof PasskeyStep.Accepted))
                    .isOne();
        }
    }

    @Test
    void anEarlierChallengeIsNotAnsweredAfterALaterOne() {
        assertThat(olive.passkeySignIn.alone(answerAt(2), HERE)).isInstanceOf(PasskeyStep.Accepted.class);
        assertThat(olive.passkeySignIn.alone(answerAt(1), HERE))
                .isEqualTo(new PasskeyStep.Refused(PasskeyStep.Why.ALREADY_USED));
    }

    @Test
    void aPasskeyThatDoesNotSayWhoseItIsIsASecondFactorOnly() {
        var silent = new PasskeyAnswer(
                passkey.credential().id(), Optional.empty(), Fixtures.NOW.plusSeconds(1), 0, true, false);

        olive.clock.forward(Duration.ofSeconds(1));
        assertThat(olive.passkeySignIn.alone(silent, HERE))
                .isEqualTo(new PasskeyStep.Refused(PasskeyStep.Why.NOT_REGISTERED));
        assertThat(olive.passkeySignIn.secondFactor(eleni.id(), Optional.of(silent), HERE))
                .isInstanceOf(PasskeyStep.Accepted.class);
    }

    @Test
    void T36_aClockThatWasAheadLocksNoPasskey() {
        var day = Duration.ofDays(1);
        olive.clock.forward(day);
        var ahead = answerAt(olive.clock.instant());
        assertThat(olive.passkeySignIn.alone(ahead, HERE)).isInstanceOf(PasskeyStep.Accepted.class);
        olive.clock.set(Fixtures.NOW.plusSeconds(60));

        assertThat(olive.passkeySignIn.alone(ahead, HERE))
                .isEqualTo(new PasskeyStep.Refused(PasskeyStep.Why.ALREADY_USED));
        var next = answerAt(olive.clock.instant());
        assertThat(olive.passkeySignIn.alone(next, HERE))
                .isInstanceOfSatisfying(
                        PasskeyStep.Accepted.class,
                        accepted -> assertThat(accepted.signs()).containsExactly(PasskeyStep.Sign.CLOCK_WAS_AHEAD));
        assertThat(olive.passkeySignIn.alone(next, HERE))
                .isEqualTo(new PasskeyStep.Refused(PasskeyStep.Why.ALREADY_USED));
    }

    @Test
    void T33_aThousandEmptyAnswersLeaveFewEntriesAndBringOneMail() {
        var told = olive.add("maria@olive.example", Account.Role.PERSON, Optional.of("home@pine.example"));
        register(told, 2);
        for (int i = 0; i < 1000; i++) {
            olive.passkeySignIn.secondFactor(told.id(), Optional.empty(), HERE);
            olive.clock.forward(Duration.ofMillis(100));
        }

        assertThat(kinds(told))
                .filteredOn(AuditKind.SECOND_FACTOR_REJECTED::equals)
                .hasSize(2);

        assertThat(Mailbag.notices(olive.store, olive.clock.instant()))
                .extracting(Notice::kind)
                .containsExactly(Notice.Kind.WRONG_CODES);
    }

    @Test
    void whereThereIsNoPasskeyAnAnswerLeavesNothingBehind() {
        var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.of("home@pine.example"));
        var before = kinds(nikos);

        assertThat(olive.passkeySignIn.secondFactor(nikos.id(), Optional.empty(), HERE))
                .isEqualTo(new PasskeyStep.Refused(PasskeyStep.Why.NOT_REGISTERED));

        assertThat(kinds(nikos)).isEqualTo(before);
    }

    @Test
    void aDisabledAccountIsCalledThatInTheListOfSignIns() {
        olive.accounts.disable(eleni.id(), new Actor.Operator());
        olive.passkeySignIn.secondFactor(eleni.id(), Optional.of(answerAt(1)), HERE);
        var history = new SignInHistory(olive.store, olive.notes, olive.clock);

        assertThat(history.lately(eleni.id(), java.time.ZoneOffset.UTC)
                        .signIns()
                        .getFirst()
                        .why())
                .isEqualTo("account-disabled");
    }

    private List<AuditKind> kinds(Account account) {
        return olive.store.transact(books -> AuditLog.in(books).about(account.id(), 2000)).stream()
                .map(entry -> entry.event().kind())
                .toList();
    }

    @Test
    void whatCameOfItIsInTheListOfSignIns() {
        olive.passkeySignIn.alone(answerAt(1), HERE);
        olive.passkeySignIn.secondFactor(eleni.id(), Optional.empty(), HERE);
        var history = new SignInHistory(olive.store, olive.notes, olive.clock);

        var signIns = history.lately(eleni.id(), java.time.ZoneOffset.UTC).signIns();

        assertThat(signIns).hasSize(2);
        assertThat(signIns.getFirst().isRefused()).isTrue();
        assertThat(signIns.getFirst().why()).isEqualTo("passkey-not-registered");
        assertThat(signIns.getLast().why()).isEmpty();
        assertThat(olive.store.transact(books -> AuditLog.in(books).about(eleni.id(), 10)).stream()
                        .map(entry -> entry.event().kind()))
                .contains(AuditKind.SIGN_IN_PASSKEY_ACCEPTED, AuditKind.SECOND_FACTOR_REJECTED);
    }

    private PasskeyAnswer answerAt(int second) {
        Instant challenge = Fixtures.NOW.plus(Duration.ofSeconds(second));
        if (challenge.isAfter(olive.clock.instant())) {
            olive.clock.set(challenge);
        }
        return answerAt(challenge);
    }

    private PasskeyAnswer answerAt(Instant challenge) {
        return new PasskeyAnswer(
                passkey.credential().id(), Optional.of(passkey.credential().userHandle()), challenge, 0, true, false);
    }

    private Passkey register(Account account, int number) {
        var made = Fixtures.passkey(account.id(), number);
        return olive.store.transact(books -> {
            Methods.in(books).add(made);
            return made;
        });
    }
}
