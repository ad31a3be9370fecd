package org.sallyport.core.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.Adding;
import org.sallyport.core.directory.NewAccount;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.PasswordRule;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.recovery.RecoveryCodes;
import org.sallyport.core.recovery.Sheet;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.signin.PasswordStep;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;

class ForgottenPasswordsTest {
    private static final String ELENI = "eleni@olive.example";
    private static final String K17 = "k17@olive.example";
    private static final String NEW = "pines grow slowly there";

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account eleni = olive.add(ELENI, Account.Role.PERSON, Optional.of("home@pine.example"));
    private final byte[] key = registered();

    private byte[] registered() {
        olive.requireMfa(eleni);
        return olive.registerApp(eleni);
    }

    @Test
    void aMailedCodeAndOneOfARegisteredAppSetANewPassword() {
        assertThat(recover(asked(), olive.codeFor(key))).isEqualTo(new Recovery.Recovered());

        assertThat(opens(NEW)).isTrue();
        assertThat(opens(Organisation.PASSWORD)).isFalse();
        assertThat(kinds())
                .contains(
                        AuditKind.FORGOTTEN_PASSWORD_CODE_SENT,
                        AuditKind.FORGOTTEN_PASSWORD_PROVED,
                        AuditKind.ACCOUNT_PASSWORD_SET);
    }

    @Test
    void N22_noneOfTheTwoCodesIsEnoughAlone() {
        var asked = asked();

        assertThat(recover(asked, "000000")).isEqualTo(new Recovery.Refused());
        assertThat(recover(asked.with("000000"), olive.codeFor(key))).isEqualTo(new Recovery.Refused());
        assertThat(handedOver(ELENI, olive.codeFor(key))).isEqualTo(new Recovery.Refused());
        assertThat(handedOver(ELENI, asked.code())).isEqualTo(new Recovery.Refused());
        assertThat(opens(Organisation.PASSWORD)).isTrue();
    }

    @Test
    void aMailedCodeIsGoodOnThePageThatAskedForItAndForTenMinutes() {
        var asked = asked();

        assertThat(recover(new Asked("another page's ticket", asked.code()), olive.codeFor(key)))
                .isEqualTo(new Recovery.Refused());
        olive.clock.forward(Duration.ofMinutes(10));
        assertThat(recover(asked, olive.codeFor(key))).isEqualTo(new Recovery.Refused());
    }

    @Test
    void T33_whatAStrangerAsksForVoidsNothingThatItsOwnerWasMailed() {
        var asked = asked();
        olive.forgotten.mailCode(new TypedName(ELENI), Source.ofLiteral("198.51.100.1"));
        var theirs = olive.forgotten.mailCode(new TypedName(ELENI), Source.ofLiteral("198.51.100.2"));

        assertThat(recover(new Asked(theirs.reveal(), asked.code()), olive.codeFor(key)))
                .isEqualTo(new Recovery.Refused());
        olive.clock.forward(Duration.ofSeconds(31));
        assertThat(recover(asked, olive.codeFor(key))).isEqualTo(new Recovery.Recovered());
    }

    @Test
    void anAppThatIsNotInForceProvesNothing() {
        var asked = asked();
        olive.mfa.decide(new Subject.Person(eleni.id()), MfaState.Required.NO, new Actor.Operator());

        assertThat(recover(asked, olive.codeFor(key))).isEqualTo(new Recovery.Refused());
        asked();
        assertThat(notices(Notice.Kind.FORGOTTEN_PASSWORD_CODE)).hasSize(1);
        assertThat(opens(Organisation.PASSWORD)).isTrue();
    }

    @Test
    void anOnboardingCodeSetsANewPasswordOnce() {
        var code = onboardingCode(eleni);

        assertThat(handedOver(ELENI, code)).isEqualTo(new Recovery.Recovered());
        assertThat(handedOver(ELENI, code)).isEqualTo(new Recovery.Refused());
    }

    @Test
    void T24_aCodeIsGoodOnce() {
        var asked = asked();
        var code = olive.codeFor(key);
        assertThat(recover(asked, code)).isEqualTo(new Recovery.Recovered());

        assertThat(recover(asked, code)).isEqualTo(new Recovery.Refused());
        assertThat(olive.signIn.secondFactor(eleni.id(), new TypedCode(code), Source.UNKNOWN))
                .isInstanceOf(CodeCheck.AlreadyUsed.class);
    }

    @Test
    void T24_ofManyWithTheSameCodesOneSetsAPassword() {
        var asked = asked();
        var code = olive.codeFor(key);

        assertThat(Crowd.of(10)
                        .succeeding(i ->
                                recover(ELENI, asked.proof(code), "198.51.100." + i) instanceof Recovery.Recovered))
                .isOne();
    }

    @Test
    void T27_theCodesOfAnotherAccountProveNothing() {
        var maria = olive.add("maria@olive.example", Account.Role.PERSON, Optional.of("maria@pine.example"));
        olive.requireMfa(maria);
        var hers = olive.registerApp(maria);
        var code = onboardingCode(maria);
        var asked = asked("maria@olive.example");

        assertThat(recover(asked, olive.codeFor(hers))).isEqualTo(new Recovery.Refused());
        assertThat(recover(asked, olive.codeFor(key))).isEqualTo(new Recovery.Refused());
        assertThat(handedOver(ELENI, code)).isEqualTo(new Recovery.Refused());
        assertThat(opens(Organisation.PASSWORD)).isTrue();
    }

    @Test
    void aWrongCodeChangesNothingAndItsOwnerHearsOfItOnceADay() {
        var asked = asked();
        for (int i = 0; i < 3; i++) {
            assertThat(recover(asked, "00000" + i)).isEqualTo(new Recovery.Refused());
        }

        assertThat(opens(Organisation.PASSWORD)).isTrue();
        assertThat(notices(Notice.Kind.FORGOTTEN_PASSWORD_TRIED)).hasSize(1);
        assertThat(kinds()).contains(AuditKind.FORGOTTEN_PASSWORD_REJECTED);
    }

    @Test
    void T25_whoeverHasNotAskedForACodeTakesNoTryFromWhoeverHas() {
        for (int i = 0; i < 40; i++) {
            recover(ELENI, new Asked("guessed", "00000" + i % 10).proof("00000" + i % 10), "198.51.100." + i);
            handedOver(ELENI, "AAAAAAAAAA" + i);
            olive.clock.forward(Duration.ofMinutes(2));
        }

        assertThat(recover(ELENI, asked().proof(olive.codeFor(key)), "203.0.113.7"))
                .isEqualTo(new Recovery.Recovered());
    }

    @Test
    void T25_tenTriesADayWhereverTheyComeFromAndNoneOfThemIsTakenFromWhoeverSignsIn() {
        for (int i = 0; i < 12; i++) {
            recover(ELENI, asked().proof("00000" + i % 10), "198.51.100." + i);
            olive.clock.forward(Duration.ofMinutes(20));
        }

        assertThat(recover(ELENI, asked().proof(olive.codeFor(key)), "203.0.113.7"))
                .isEqualTo(new Recovery.Refused());
        assertThat(olive.signIn.secondFactor(eleni.id(), new TypedCode(olive.codeFor(key)), Source.UNKNOWN))
                .isInstanceOf(CodeCheck.Accepted.class);
        assertThat(recover(ELENI, new WhoTheyAre.HandedOver(new TypedCode(onboardingCode(eleni))), "203.0.113.8"))
                .as("a code from the administrator is always looked at")
                .isEqualTo(new Recovery.Recovered());
    }

    @Test
    void T33_nobodysMailboxIsFilledByAskingForCodes() {
        for (int i = 0; i < 100; i++) {
            olive.forgotten.mailCode(new TypedName(ELENI), Source.ofLiteral("198.51.100." + i));
        }

        assertThat(notices(Notice.Kind.FORGOTTEN_PASSWORD_CODE)).hasSize(3);
    }

    @Test
    void nothingIsMailedToWhoeverCannotProveItLikeThis() {
        olive.add("dora@olive.example", Account.Role.PERSON, Optional.of("dora@pine.example"));
        var fay = olive.enforced("fay@olive.example");
        olive.accounts.disable(fay.id(), new Actor.Operator());
        for (var name : List.of("nobody@olive.example", "dora@olive.example", "fay@olive.example", "")) {
            assertThat(olive.forgotten
                            .mailCode(new TypedName(name), Source.UNKNOWN)
                            .isEmpty())
                    .isFalse();
        }

        assertThat(notices(Notice.Kind.FORGOTTEN_PASSWORD_CODE)).isEmpty();
    }

    @Test
    void whoeverAsksDoesNotWaitForTheMailAndHasAsMuchLeftBehindForNobody() {
        olive.afterwards.holdBack();

        var ticket =
                olive.forgotten.mailCode(new TypedName(ELENI), Source.UNKNOWN).reveal();
        olive.forgotten.mailCode(new TypedName("nobody@olive.example"), Source.UNKNOWN);

        assertThat(olive.afterwards.left()).isEqualTo(2);
        assertThat(notices(Notice.Kind.FORGOTTEN_PASSWORD_CODE)).isEmpty();
        olive.afterwards.finish();
        var code = olive.codeSent(Notice.Kind.FORGOTTEN_PASSWORD_CODE).orElseThrow();
        assertThat(recover(new Asked(ticket, code), olive.codeFor(key))).isEqualTo(new Recovery.Recovered());
    }

    @Test
    void oneSourceWaitsAfterManyTriesAtOneAccountAlsoAtOneThatIsNotThere() {
        assertThat(manyTries(ELENI)).isEqualTo(manyTries("nobody@olive.example"));
        assertThat(handedOver("nobody@olive.example", "123456")).isInstanceOf(Recovery.Later.class);
    }

    @Test
    void T51_aNameThatNobodyHasIsAnsweredLikeAWrongCode() {
        assertThat(handedOver("nobody@olive.example", "123456")).isEqualTo(new Recovery.Refused());
        assertThat(recover("nobody@olive.example", new Asked("x", "1").proof("2"), "192.0.2.1"))
                .isEqualTo(new Recovery.Refused());
        assertThat(handedOver("", "123456")).isEqualTo(new Recovery.Refused());
    }

    @Test
    void whoeverIsDisabledStaysOut() {
        var asked = asked();
        var code = onboardingCode(eleni);
        olive.accounts.disable(eleni.id(), new Actor.Operator());

        assertThat(recover(asked, olive.codeFor(key))).isEqualTo(new Recovery.Refused());
        assertThat(handedOver(ELENI, code)).isEqualTo(new Recovery.Refused());
    }

    @Test
    void aRecoveryCodeReplacesNoPassword() {
        var sheet = olive.recoveryCodes.make(eleni.id(), olive.clock.instant(), books -> true);
        var code = ((Sheet.Made) sheet).codes().getFirst().reveal();

        assertThat(recover(asked(), code)).isEqualTo(new Recovery.Refused());
        assertThat(handedOver(ELENI, code)).isEqualTo(new Recovery.Refused());
        assertThat(olive.recoveryCodes.left(eleni.id())).isEqualTo(RecoveryCodes.COUNT);
    }

    @ParameterizedTest
    @CsvSource({"short, TOO_SHORT", "Kalliope Asimakopoulou, NAMES_ITS_OWNER"})
    void aWeakPasswordUsesNoCodeUp(String weak, PasswordWeakness why) {
        var kalliope = kalliope();
        olive.requireMfa(kalliope);
        var hers = olive.registerApp(kalliope);
        var proof = asked(K17).proof(olive.codeFor(hers));
        var handedOver = new WhoTheyAre.HandedOver(new TypedCode(onboardingCode(kalliope)));

        assertThat(choose(K17, proof, weak)).isEqualTo(new Recovery.Weak(why, PasswordRule.ALONE));
        assertThat(choose(K17, handedOver, weak)).isEqualTo(new Recovery.Weak(why, PasswordRule.ALONE));
        assertThat(choose(K17, handedOver, NEW)).isEqualTo(new Recovery.Recovered());
        assertThat(choose(K17, proof, "pines grow in the valley")).isEqualTo(new Recovery.Recovered());
    }

    @Test
    void whatIsWeakForItsOwnerAloneIsToldToNobodyElse() {
        kalliope();

        assertThat(choose(K17, new Asked("x", "1").proof("2"), "Kalliope Asimakopoulou"))
                .isEqualTo(new Recovery.Refused());
    }

    // Nothing of her name is in what she signs in with.
    private Account kalliope() {
        var wanted = new NewAccount(
                new Username(K17),
                new Profile("Kalliope Asimakopoulou", Locale.ENGLISH, Set.of()),
                Account.Role.PERSON,
                Optional.of(new EmailAddress("kalliope@pine.example")),
                Optional.of(Secret.of(Organisation.PASSWORD)));
        return ((Adding.Added) olive.accounts.add(wanted, new Actor.Operator())).account();
    }

    @Test
    void appPasswordsBecomeWhatIsUsual() {
        var ipad = olive.issue(eleni, Scope.mail()).secret();
        recover(asked(), olive.codeFor(key));

        assertThat(olive.verify(ELENI, ipad.reveal(), Protocol.IMAP)).isInstanceOf(Verdict.Accepted.class);
        assertThat(notices(Notice.Kind.PASSWORD_CHANGED)).hasSize(1);
    }

    private List<Class<?>> manyTries(String name) {
        var answers = new ArrayList<Class<?>>();
        for (int i = 0; i < 12; i++) {
            answers.add(handedOver(name, "00001" + i % 10).getClass());
            olive.clock.forward(Duration.ofSeconds(31));
        }
        answers.add(handedOver(name, "000020").getClass());
        answers.add(handedOver(name, "000021").getClass());
        return answers;
    }

    /// A page that has asked for a code, and the code that came.
    private record Asked(String ticket, String code) {
        Asked with(String another) {
            return new Asked(ticket, another);
        }

        WhoTheyAre proof(String app) {
            return new WhoTheyAre.TwoCodes(ticket, new TypedCode(code), new TypedCode(app));
        }
    }

    private Asked asked() {
        return asked(ELENI);
    }

    private Asked asked(String name) {
        var ticket = olive.forgotten
                .mailCode(new TypedName(name), Source.ofLiteral("192.0.2.1"))
                .reveal();
        return new Asked(
                ticket, olive.codeSent(Notice.Kind.FORGOTTEN_PASSWORD_CODE).orElse(""));
    }

    private String onboardingCode(Account account) {
        return olive.onboardingCodes
                .make(account.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                .reveal();
    }

    private Recovery recover(Asked asked, String app) {
        return recover(ELENI, asked.proof(app), "192.0.2.1");
    }

    private Recovery recover(String name, WhoTheyAre proof, String from) {
        try (var password = Secret.of(NEW)) {
            return olive.forgotten.recover(new TypedName(name), proof, password, Source.ofLiteral(from));
        }
    }

    private Recovery choose(String name, WhoTheyAre proof, String chosen) {
        try (var password = Secret.of(chosen)) {
            return olive.forgotten.recover(new TypedName(name), proof, password, Source.ofLiteral("192.0.2.1"));
        }
    }

    private Recovery handedOver(String name, String code) {
        return recover(name, new WhoTheyAre.HandedOver(new TypedCode(code)), "192.0.2.1");
    }

    private boolean opens(String password) {
        var step = olive.signIn.password(new TypedName(ELENI), Secret.of(password), Source.ofLiteral("198.51.100.9"));
        return step instanceof PasswordStep.Right;
    }

    private List<AuditKind> kinds() {
        return olive.store.transact(books -> AuditLog.in(books).about(eleni.id(), 1000)).stream()
                .map(AuditLog.Entry::event)
                .map(AuditEvent::kind)
                .toList();
    }

    private List<Notice> notices(Notice.Kind kind) {
        return Mailbag.notices(olive.store, olive.clock.instant(), kind);
    }
}
