package org.sallyport.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Source;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.recovery.Sheet;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.telephone.PhoneMessage;

/// A hundred wrong codes in a row, on however many days.
class SwitchedOffTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account eleni =
            olive.add("eleni@olive.example", Account.Role.PERSON, Optional.of("home@pine.example"));
    private final byte[] key = registered();

    private byte[] registered() {
        olive.requireMfa(eleni);
        return olive.registerApp(eleni);
    }

    @Test
    void N15_afterAHundredWrongCodesTheRightOneIsNotLookedAtEither() {
        wrongCodes(99);
        assertThat(type("abcdef")).isEqualTo(new CodeCheck.Wrong());
        olive.clock.forward(Duration.ofDays(30));

        assertThat(type(olive.codeFor(key))).isEqualTo(new CodeCheck.SwitchedOff());
    }

    @Test
    void aRightCodeBeginsTheCountAnew() {
        wrongCodes(99);
        assertThat(type(olive.codeFor(key))).isInstanceOf(CodeCheck.Accepted.class);
        wrongCodes(99);

        assertThat(type(olive.codeFor(key))).isInstanceOf(CodeCheck.Accepted.class);
    }

    @Test
    void anotherWayStillOpensAndSwitchesItOnAgain() {
        var phone = olive.telephones.register(eleni, "+306901234567");
        wrongCodes(100);
        assertThat(type(olive.codeFor(key))).isEqualTo(new CodeCheck.SwitchedOff());

        assertThat(byText(phone)).isInstanceOf(CodeCheck.Accepted.class);

        assertThat(type(olive.codeFor(key))).isInstanceOf(CodeCheck.Accepted.class);
    }

    @Test
    void aRecoveryCodeSwitchesItOnAgain() {
        var sheet = (Sheet.Made) olive.recoveryCodes.make(eleni.id(), olive.clock.instant(), _ -> true);
        wrongCodes(100);

        var typed = new TypedCode(sheet.codes().getFirst().reveal());
        assertThat(olive.recoverySignIn.secondFactor(eleni.id(), typed, Source.UNKNOWN))
                .isInstanceOf(CodeCheck.Accepted.class);

        assertThat(type(olive.codeFor(key))).isInstanceOf(CodeCheck.Accepted.class);
    }

    @Test
    void anOnboardingCodeSwitchesItOnAgain() {
        wrongCodes(100);
        var code = olive.onboardingCodes
                .make(eleni.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                .reveal();

        assertThat(olive.lostMethods.enter(eleni.id(), new TypedCode(code), Source.UNKNOWN))
                .isInstanceOf(Progress.Moved.class);

        assertThat(type(olive.codeFor(key))).isInstanceOf(CodeCheck.Accepted.class);
    }

    @Test
    void recoveryCodesAndTelephonesAreSwitchedOffToo() {
        olive.recoveryCodes.make(eleni.id(), olive.clock.instant(), _ -> true);
        var phone = olive.telephones.register(eleni, "+306901234567");
        for (int i = 0; i < 100; i++) {
            olive.recoverySignIn.secondFactor(eleni.id(), new TypedCode("AAAAAAAAAA"), Source.UNKNOWN);
            byText("abcdef");
            olive.clock.forward(Duration.ofDays(1));
        }

        assertThat(olive.recoverySignIn.secondFactor(eleni.id(), new TypedCode("AAAAAAAAAA"), Source.UNKNOWN))
                .isEqualTo(new CodeCheck.SwitchedOff());
        assertThat(olive.telephones.signIn.send(eleni.id(), phone, PhoneMessage.Form.TEXT, "visit"))
                .isEqualTo(new Sending.SwitchedOff());
        assertThat(byText("abcdef")).isEqualTo(new CodeCheck.SwitchedOff());
        assertThat(type(olive.codeFor(key))).isInstanceOf(CodeCheck.Accepted.class);
    }

    private void wrongCodes(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(type("abcdef")).isEqualTo(new CodeCheck.Wrong());
            olive.clock.forward(Duration.ofDays(1));
        }
    }

    private CodeCheck type(String code) {
        return olive.signIn.secondFactor(eleni.id(), new TypedCode(code), Source.UNKNOWN);
    }

    private CodeCheck byText(MethodId phone) {
        olive.telephones.signIn.send(eleni.id(), phone, PhoneMessage.Form.TEXT, "visit");
        return byText(olive.telephones.telephone.code());
    }

    private CodeCheck byText(String code) {
        return olive.telephones.signIn.check(eleni.id(), Receiver.PHONE, new TypedCode(code), "visit", Source.UNKNOWN);
    }
}
