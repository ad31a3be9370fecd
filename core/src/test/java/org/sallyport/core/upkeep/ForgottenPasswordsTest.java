package org.sallyport.core.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
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
import org.sallyport.core.recovery.Sheet;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.signin.PasswordStep;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;

class ForgottenPasswordsTest {
    private static final String ELENI = "eleni@olive.example";
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
    void theCodeOfARegisteredAppSetsANewPassword() {
        assertThat(recover(olive.codeFor(key))).isEqualTo(new Recovery.Recovered());

        assertThat(opens(NEW)).isTrue();
        assertThat(opens(Organisation.PASSWORD)).isFalse();
        assertThat(kinds()).contains(AuditKind.FORGOTTEN_PASSWORD_PROVED, AuditKind.ACCOUNT_PASSWORD_SET);
    }

    @Test
    void anOnboardingCodeSetsANewPasswordOnce() {
        var code = olive.onboardingCodes
                .make(eleni.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                .reveal();

        assertThat(recover(code)).isEqualTo(new Recovery.Recovered());
        assertThat(recover(code)).isEqualTo(new Recovery.Refused());
    }

    @Test
    void aRecoveryCodeReplacesNoPassword() {
        var sheet = (Sheet.Made) olive.recoveryCodes.make(eleni.id(), olive.clock.instant(), _ -> true);

        assertThat(recover(sheet.codes().getFirst().reveal())).isEqualTo(new Recovery.Refused());
        assertThat(olive.recoveryCodes.left(eleni.id())).isEqualTo(10);
        assertThat(opens(Organisation.PASSWORD)).isTrue();
    }

    @Test
    void T24_aCodeIsGoodOnce() {
        var code = olive.codeFor(key);
        assertThat(recover(code)).isEqualTo(new Recovery.Recovered());

        assertThat(recover(code)).isEqualTo(new Recovery.Refused());
        assertThat(olive.signIn.secondFactor(eleni.id(), new TypedCode(code), Source.UNKNOWN))
                .isInstanceOf(CodeCheck.AlreadyUsed.class);
    }

    @Test
    void T24_ofManyWithTheSameCodeOneSetsAPassword() {
        var code = olive.codeFor(key);

        assertThat(Crowd.of(10).succeeding(i -> recover(ELENI, code, "198.51.100." + i) instanceof Recovery.Recovered))
                .isOne();
    }

    @Test
    void T27_theCodeOfAnotherAccountProvesNothing() {
        var maria = olive.add("maria@olive.example", Account.Role.PERSON, Optional.empty());
        olive.requireMfa(maria);
        var hers = olive.registerApp(maria);
        var code = olive.onboardingCodes
                .make(maria.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                .reveal();

        assertThat(recover(olive.codeFor(hers))).isEqualTo(new Recovery.Refused());
        assertThat(recover(code)).isEqualTo(new Recovery.Refused());
        assertThat(opens(Organisation.PASSWORD)).isTrue();
    }

    @Test
    void aWrongCodeChangesNothingAndItsOwnerHearsOfItOnceADay() {
        for (int i = 0; i < 3; i++) {
            assertThat(recover("00000" + i)).isEqualTo(new Recovery.Refused());
        }

        assertThat(opens(Organisation.PASSWORD)).isTrue();
        assertThat(notices(Notice.Kind.FORGOTTEN_PASSWORD_TRIED)).hasSize(1);
        assertThat(kinds()).contains(AuditKind.FORGOTTEN_PASSWORD_REJECTED);
    }

    @Test
    void T25_tenTriesADayWhereverTheyComeFromAndNoneOfThemIsTakenFromWhoeverSignsIn() {
        for (int i = 0; i < 40; i++) {
            recover(ELENI, "00000" + i % 10, "198.51.100." + i);
            olive.clock.forward(Duration.ofMinutes(2));
        }

        assertThat(recover(ELENI, olive.codeFor(key), "203.0.113.7")).isEqualTo(new Recovery.Refused());
        assertThat(olive.signIn.secondFactor(eleni.id(), new TypedCode(olive.codeFor(key)), Source.UNKNOWN))
                .isInstanceOf(CodeCheck.Accepted.class);
        olive.clock.forward(Duration.ofDays(1));
        assertThat(recover(ELENI, olive.codeFor(key), "203.0.113.7")).isEqualTo(new Recovery.Recovered());
    }

    @Test
    void oneSourceWaitsAfterManyTriesAtOneAccountAlsoAtOneThatIsNotThere() {
        assertThat(manyTries(ELENI)).isEqualTo(manyTries("nobody@olive.example"));
        assertThat(recover("nobody@olive.example", "123456", "192.0.2.1")).isInstanceOf(Recovery.Later.class);
    }

    @Test
    void T51_aNameThatNobodyHasIsAnsweredLikeAWrongCode() {
        assertThat(recover("nobody@olive.example", "123456", "192.0.2.1")).isEqualTo(new Recovery.Refused());
        assertThat(recover("", "123456", "192.0.2.1")).isEqualTo(new Recovery.Refused());
    }

    @Test
    void whoeverIsDisabledStaysOut() {
        olive.accounts.disable(eleni.id(), new Actor.Operator());

        assertThat(recover(olive.codeFor(key))).isEqualTo(new Recovery.Refused());
    }

    @Test
    void aWeakPasswordUsesNoCodeUp() {
        var code = olive.codeFor(key);
        try (var weak = Secret.of("short")) {
            assertThat(olive.forgotten.recover(new TypedName(ELENI), new TypedCode(code), weak, Source.UNKNOWN))
                    .isEqualTo(new Recovery.Weak(PasswordWeakness.TOO_SHORT));
        }

        assertThat(recover(code)).isEqualTo(new Recovery.Recovered());
    }

    @Test
    void appPasswordsBecomeWhatIsUsual() {
        var ipad = olive.issue(eleni, Scope.mail()).secret();
        recover(olive.codeFor(key));

        assertThat(olive.verify(ELENI, ipad.reveal(), Protocol.IMAP)).isInstanceOf(Verdict.Accepted.class);
        assertThat(notices(Notice.Kind.PASSWORD_CHANGED)).hasSize(1);
    }

    private List<Class<?>> manyTries(String name) {
        var answers = new ArrayList<Class<?>>();
        for (int i = 0; i < 12; i++) {
            answers.add(recover(name, "00001" + i % 10, "192.0.2.1").getClass());
            olive.clock.forward(Duration.ofSeconds(31));
        }
        answers.add(recover(name, "000020", "192.0.2.1").getClass());
        answers.add(recover(name, "000021", "192.0.2.1").getClass());
        return answers;
    }

    private Recovery recover(String code) {
        return recover(ELENI, code, "192.0.2.1");
    }

    private Recovery recover(String name, String code, String from) {
        try (var password = Secret.of(NEW)) {
            return olive.forgotten.recover(new TypedName(name), new TypedCode(code), password, Source.ofLiteral(from));
        }
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
