package org.sallyport.core.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.PasskeyAnswer;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.PasswordRule;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.signin.PasskeyStep;
import org.sallyport.core.signin.PasswordStep;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.TypedName;

/// A passkey beside a mailed code, in the place of a forgotten account password.
class PasskeyInPlaceOfAPasswordTest {
    private static final String ELENI = "eleni@olive.example";
    private static final String NEW = "pines grow slowly there";
    private static final Source HERE = Source.ofLiteral("192.0.2.1");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account eleni = olive.add(ELENI, Account.Role.PERSON, Optional.of("home@pine.example"));
    private final Passkey passkey = register(eleni, 1);

    @Test
    void aMailedCodeAndAPasskeySetANewPassword() {
        assertThat(recover(asked(), answer())).isEqualTo(new Recovery.Recovered());

        assertThat(opens(NEW)).isTrue();
        assertThat(opens(Organisation.PASSWORD)).isFalse();
        List<AuditLog.Entry> entries =
                olive.store.transact(books -> AuditLog.in(books).about(eleni.id(), 100));
        assertThat(entries)
                .filteredOn(entry -> entry.event().kind() == AuditKind.FORGOTTEN_PASSWORD_PROVED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.event().details()).containsEntry("method", "passkey"));
    }

    @Test
    void N22_noneOfTheTwoIsEnoughAlone() {
        var asked = asked();

        assertThat(recover(asked, Optional.empty())).isEqualTo(new Recovery.Refused());
        assertThat(recover(new Asked(asked.ticket(), "000000"), answer())).isEqualTo(new Recovery.Refused());
        assertThat(recover(new Asked("another page's ticket", asked.code()), answer()))
                .isEqualTo(new Recovery.Refused());
        assertThat(recover(new Asked("", ""), answer())).isEqualTo(new Recovery.Refused());
        assertThat(opens(Organisation.PASSWORD)).isTrue();
    }

    @Test
    void N22_aPasskeyThatHasNotVerifiedItsUserOrDoesNotSayWhoseItIsProvesNothing() {
        var asked = asked();

        assertThat(recover(
                        asked, answer(passkey, Optional.of(passkey.credential().userHandle()), false)))
                .isEqualTo(new Recovery.Refused());
        assertThat(recover(asked, answer(passkey, Optional.empty(), true))).isEqualTo(new Recovery.Refused());
        assertThat(opens(Organisation.PASSWORD)).isTrue();
    }

    @Test
    void T27_thePasskeyOfAnotherAccountProvesNothing() {
        var maria = olive.add("maria@olive.example", Account.Role.PERSON, Optional.of("maria@pine.example"));
        var hers = register(maria, 2);

        assertThat(recover(asked(), answer(hers, Optional.of(hers.credential().userHandle()), true)))
                .isEqualTo(new Recovery.Refused());
        assertThat(opens(Organisation.PASSWORD)).isTrue();
    }

    @Test
    void T24_ofManyWithTheSameCodeAndAnswerOneSetsAPassword() {
        var asked = asked();
        var answer = answer();

        assertThat(Crowd.of(10)
                        .succeeding(i -> recover(asked, answer, NEW, "198.51.100." + i) instanceof Recovery.Recovered))
                .isOne();
        assertThat(olive.passkeySignIn.alone(answer.orElseThrow(), HERE))
                .isEqualTo(new PasskeyStep.Refused(PasskeyStep.Why.ALREADY_USED));
    }

    @Test
    void aPasskeyThatIsNotInForceProvesNothing() {
        var asked = asked();
        olive.mfa.decide(new Subject.Person(eleni.id()), MfaState.Required.NO, new Actor.Operator());

        assertThat(recover(asked, answer())).isEqualTo(new Recovery.Refused());
    }

    @Test
    void whoeverIsDisabledStaysOut() {
        var asked = asked();
        olive.accounts.disable(eleni.id(), new Actor.Operator());

        assertThat(recover(asked, answer())).isEqualTo(new Recovery.Refused());
    }

    @Test
    void aWeakPasswordUsesNeitherUp() {
        var asked = asked();
        var answer = answer();

        assertThat(recover(asked, answer, "eleni@olive.example", "192.0.2.1"))
                .isEqualTo(new Recovery.Weak(PasswordWeakness.NAMES_ITS_OWNER, PasswordRule.ALONE));
        assertThat(recover(asked, answer)).isEqualTo(new Recovery.Recovered());
    }

    /// A page that has asked for a code, and the code that came.
    private record Asked(String ticket, String code) {}

    private Asked asked() {
        var ticket = olive.forgotten.mailCode(new TypedName(ELENI), HERE).reveal();
        return new Asked(
                ticket, olive.codeSent(Notice.Kind.FORGOTTEN_PASSWORD_CODE).orElseThrow());
    }

    private Optional<PasskeyAnswer> answer() {
        return answer(passkey, Optional.of(passkey.credential().userHandle()), true);
    }

    private Optional<PasskeyAnswer> answer(Passkey by, Optional<String> handle, boolean userVerified) {
        Instant challenge = olive.clock.instant().plusSeconds(1);
        olive.clock.set(challenge);
        return Optional.of(new PasskeyAnswer(by.credential().id(), handle, challenge, 0, userVerified, false));
    }

    private Recovery recover(Asked asked, Optional<PasskeyAnswer> answer) {
        return recover(asked, answer, NEW, "192.0.2.1");
    }

    private Recovery recover(Asked asked, Optional<PasskeyAnswer> answer, String chosen, String from) {
        var proof = new WhoTheyAre.CodeAndPasskey(asked.ticket(), new TypedCode(asked.code()), answer);
        try (var password = Secret.of(chosen)) {
            return olive.forgotten.recover(new TypedName(ELENI), proof, password, Source.ofLiteral(from));
        }
    }

    private boolean opens(String password) {
        var step = olive.signIn.password(new TypedName(ELENI), Secret.of(password), Source.ofLiteral("198.51.100.9"));
        return step instanceof PasswordStep.Right;
    }

    private Passkey register(Account account, int number) {
        olive.requireMfa(account);
        var made = Fixtures.passkey(account.id(), number);
        return olive.store.transact(books -> {
            Methods.in(books).add(made);
            return made;
        });
    }
}
