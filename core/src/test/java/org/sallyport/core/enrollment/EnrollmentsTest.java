package org.sallyport.core.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.fixture.ShownKey;
import org.sallyport.core.method.Totp;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.store.memory.MemoryStore;

class EnrollmentsTest {
    private Organisation olive = with(Limits.MissingContact.ASK);
    private Enrollments enrollments = olive.enrollments;

    @Test
    void theWayLeadsFromNothingToAnAppPassword() {
        var eleni = person("home@pine.example");
        assertThat(stepOf(enrollments.begin(eleni.id()))).isEqualTo(Step.CHOOSE_METHOD);
        assertThat(stepOf(enrollments.authenticatorApp().choose(eleni.id()))).isEqualTo(Step.PROVE_METHOD);
        byte[] key = shownKey(eleni);
        assertThat(stepOf(enrollments.authenticatorApp().prove(eleni.id(), code(key))))
                .isEqualTo(Step.VERIFY_CONTACT);
        enrollments.sendCode(eleni.id(), Source.UNKNOWN);
        assertThat(stepOf(enrollments.verifyContact(eleni.id(), new TypedCode(olive.codeSent()))))
                .isEqualTo(Step.NEXT);
        assertThat(olive.mfa.standing(eleni).state()).isEqualTo(MfaState.ENFORCED);
        assertThat(finish(eleni)).containsInstanceOf(Issuing.Issued.class);
        assertThat(finish(eleni)).isEmpty();
    }

    @Test
    void theContactIsOnRecordAsVerifiedAfterwards() {
        var eleni = walkedTo(Step.NEXT);
        var contact = olive.store
                .transact(books -> Accounts.in(books).find(eleni.id()))
                .orElseThrow()
                .contact()
                .orElseThrow();
        assertThat(contact.verified()).contains(olive.clock.instant());
    }

    @Test
    void theKeyIsShownOnce() {
        var eleni = walkedTo(Step.PROVE_METHOD);
        assertThat(enrollments.authenticatorApp().showKey(eleni.id(), "Olive & Pine"))
                .isPresent();
        assertThat(enrollments.authenticatorApp().showKey(eleni.id(), "Olive & Pine"))
                .isEmpty();
    }

    @Test
    void choosingAgainMakesAnotherKey() {
        var eleni = walkedTo(Step.PROVE_METHOD);
        byte[] first = shownKey(eleni);
        enrollments.authenticatorApp().choose(eleni.id());
        assertThat(shownKey(eleni)).isNotEqualTo(first);
        assertThat(enrollments.authenticatorApp().prove(eleni.id(), code(first)))
                .isInstanceOf(Progress.CodeWrong.class);
    }

    @Test
    void aKeyThatIsTenMinutesOldProvesNothing() {
        var eleni = walkedTo(Step.PROVE_METHOD);
        byte[] key = shownKey(eleni);
        olive.clock.forward(Duration.ofMinutes(10));
        assertThat(enrollments.authenticatorApp().prove(eleni.id(), code(key))).isEqualTo(new Progress.Expired());
    }

    @Test
    void aClockThatIsOffIsTold() {
        var eleni = walkedTo(Step.PROVE_METHOD);
        byte[] key = shownKey(eleni);
        var ahead = new TypedCode(Totp.code(key, Totp.stepAt(olive.clock.instant()) + 4));
        assertThat(enrollments.authenticatorApp().prove(eleni.id(), ahead))
                .isEqualTo(new Progress.ClockOff(Duration.ofMinutes(2)));
    }

    @Test
    void theCodeThatProvedTheAppIsUsedUp() {
        var eleni = person("home@pine.example");
        enrollments.begin(eleni.id());
        enrollments.authenticatorApp().choose(eleni.id());
        byte[] key = shownKey(eleni);
        var code = code(key);
        enrollments.authenticatorApp().prove(eleni.id(), code);
        enrollments.sendCode(eleni.id(), Source.UNKNOWN);
        enrollments.verifyContact(eleni.id(), new TypedCode(olive.codeSent()));
        assertThat(olive.signIn.secondFactor(eleni.id(), code, org.sallyport.core.caller.Source.UNKNOWN))
                .isEqualTo(new org.sallyport.core.method.CodeCheck.AlreadyUsed());
    }

    @Test
    void aContactCodeIsGoodOnceAndForTenMinutes() {
        var eleni = walkedTo(Step.VERIFY_CONTACT);
        enrollments.sendCode(eleni.id(), Source.UNKNOWN);
        olive.clock.forward(Duration.ofMinutes(10));
        assertThat(enrollments.verifyContact(eleni.id(), new TypedCode(olive.codeSent())))
                .isEqualTo(new Progress.Expired());
    }

    @Test
    void anEarlierCodeIsWorthNothingOnceANewOneIsSent() {
        var eleni = walkedTo(Step.VERIFY_CONTACT);
        enrollments.sendCode(eleni.id(), Source.UNKNOWN);
        var first = olive.codeSent();
        olive.clock.forward(Duration.ofSeconds(1));
        enrollments.sendCode(eleni.id(), Source.UNKNOWN);
        if (!first.equals(olive.codeSent())) {
            assertThat(enrollments.verifyContact(eleni.id(), new TypedCode(first)))
                    .isInstanceOf(Progress.CodeWrong.class);
        }
        assertThat(stepOf(enrollments.verifyContact(eleni.id(), new TypedCode(olive.codeSent()))))
                .isEqualTo(Step.NEXT);
    }

    @Test
    void aNewCodeDoesNotResetTheWrongTries() {
        var eleni = walkedTo(Step.VERIFY_CONTACT);
        enrollments.sendCode(eleni.id(), Source.UNKNOWN);
        var wrong = new TypedCode(olive.codeSent().equals("000000") ? "000001" : "000000");
        for (int i = 0; i < 4; i++) {
            enrollments.verifyContact(eleni.id(), wrong);
        }
        enrollments.sendCode(eleni.id(), Source.UNKNOWN);
        assertThat(enrollments.verifyContact(eleni.id(), wrong)).isEqualTo(new Progress.CodeWrong(15));
        assertThat(enrollments.verifyContact(eleni.id(), new TypedCode(olive.codeSent())))
                .isInstanceOf(Progress.TooMany.class);
    }

    @Test
    void codesAreSentThreeTimesAndThenEveryTenMinutes() {
        var eleni = walkedTo(Step.VERIFY_CONTACT);
        for (int i = 0; i < 3; i++) {
            assertThat(enrollments.sendCode(eleni.id(), Source.UNKNOWN)).isInstanceOf(Progress.Moved.class);
        }
        Instant now = olive.clock.instant();
        assertThat(enrollments.sendCode(eleni.id(), Source.UNKNOWN))
                .isEqualTo(new Progress.TooMany(now.plusSeconds(600)));
    }

    @Test
    void theWayGoesOnWhereItWasLeft() {
        var eleni = walkedTo(Step.VERIFY_CONTACT);
        assertThat(stepOf(enrollments.begin(eleni.id()))).isEqualTo(Step.VERIFY_CONTACT);
    }

    @Test
    void afterHalfAnHourTheWayBeginsAnew() {
        var eleni = walkedTo(Step.VERIFY_CONTACT);
        olive.clock.forward(Duration.ofMinutes(30));
        assertThat(stepOf(enrollments.begin(eleni.id()))).isEqualTo(Step.CHOOSE_METHOD);
    }

    @Test
    void whereMfaIsNotRequiredThereIsNoWay() {
        var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        assertThat(enrollments.begin(nikos.id())).isEqualTo(new Progress.OutOfOrder(Optional.empty()));
    }

    @Test
    void whoIsRegisteredDoesNotBeginAgain() {
        var eleni = olive.enforced("eleni@olive.example");
        assertThat(enrollments.begin(eleni.id())).isEqualTo(new Progress.OutOfOrder(Optional.empty()));
    }

    @Nested
    class WhereNoContactIsOnRecord {
        @Test
        void thePersonIsAskedForOne() {
            var eleni = proved(Limits.MissingContact.ASK);
            assertThat(at(eleni)).contains(Step.GIVE_CONTACT);
            var given = enrollments.giveContact(eleni.id(), new EmailAddress("home@pine.example"));
            assertThat(stepOf(given)).isEqualTo(Step.VERIFY_CONTACT);
        }

        @Test
        void anAddressThatWasMistypedCanBeCorrectedUntilItIsVerified() {
            var eleni = proved(Limits.MissingContact.ASK);
            enrollments.giveContact(eleni.id(), new EmailAddress("hoem@pine.example"));
            olive.clock.forward(Duration.ofMinutes(30));
            enrollments.begin(eleni.id());
            enrollments.authenticatorApp().choose(eleni.id());
            enrollments.authenticatorApp().prove(eleni.id(), code(shownKey(eleni)));
            var corrected = enrollments.giveContact(eleni.id(), new EmailAddress("home@pine.example"));
            assertThat(stepOf(corrected)).isEqualTo(Step.VERIFY_CONTACT);
            enrollments.sendCode(eleni.id(), Source.UNKNOWN);
            enrollments.verifyContact(eleni.id(), new TypedCode(olive.codeSent()));
            assertThat(at(eleni)).contains(Step.NEXT);
        }

        @Test
        void theWayGoesOnOnceAnAdminPutsOneOnRecord() {
            var eleni = proved(Limits.MissingContact.REFUSE);
            olive.accounts.setContact(eleni.id(), new EmailAddress("home@pine.example"), new Actor.Operator());
            assertThat(at(eleni)).contains(Step.VERIFY_CONTACT);
            assertThat(enrollments.sendCode(eleni.id(), Source.UNKNOWN)).isInstanceOf(Progress.Moved.class);
        }

        @Test
        void anAdminsCodeTakesItsPlaceWhereThePolicySaysSo() {
            var eleni = proved(Limits.MissingContact.ONBOARDING_CODE);
            assertThat(at(eleni)).contains(Step.ENTER_ONBOARDING_CODE);
            var typed = olive.onboardingCodes
                    .make(eleni.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                    .reveal()
                    .toLowerCase(Locale.ROOT);
            assertThat(stepOf(enrollments.enterOnboardingCode(eleni.id(), new TypedCode(typed))))
                    .isEqualTo(Step.NEXT);
        }

        @Test
        void nothingIsRegisteredWhereThePolicyRefuses() {
            var eleni = proved(Limits.MissingContact.REFUSE);
            assertThat(at(eleni)).contains(Step.NO_CONTACT);
            assertThat(olive.mfa.standing(eleni).state()).isEqualTo(MfaState.ENABLED);
        }

        private Account proved(Limits.MissingContact policy) {
            olive = with(policy);
            enrollments = olive.enrollments;
            var eleni = olive.add("eleni@olive.example", Account.Role.PERSON, Optional.empty());
            olive.requireMfa(eleni);
            enrollments.begin(eleni.id());
            enrollments.authenticatorApp().choose(eleni.id());
            enrollments.authenticatorApp().prove(eleni.id(), code(shownKey(eleni)));
            return eleni;
        }
    }

    @Test
    void T26_noStepIsTakenOutOfOrder() {
        for (var step : new Step[] {Step.CHOOSE_METHOD, Step.PROVE_METHOD, Step.VERIFY_CONTACT, Step.NEXT}) {
            olive = with(Limits.MissingContact.ASK);
            enrollments = olive.enrollments;
            var eleni = walkedTo(step);
            deeds(eleni.id()).forEach((name, deed) -> {
                if (!isLegal(step, name)) {
                    assertThat(deed.get()).as("%s at %s", name, step).isInstanceOf(Progress.OutOfOrder.class);
                }
            });
            assertThat(at(eleni)).contains(step);
            if (step != Step.NEXT) {
                assertThat(finish(eleni)).isEmpty();
            }
        }
    }

    @Test
    void T26_aCodeSentForOneProofRegistersNoKeyThatCameLater() {
        var eleni = walkedTo(Step.VERIFY_CONTACT);
        enrollments.sendCode(eleni.id(), Source.UNKNOWN);
        var code = new TypedCode(olive.codeSent());
        assertThat(stepOf(enrollments.proveAgain(eleni.id()))).isEqualTo(Step.PROVE_METHOD);
        enrollments.authenticatorApp().choose(eleni.id());
        olive.clock.forward(Duration.ofSeconds(30));
        enrollments.authenticatorApp().prove(eleni.id(), code(shownKey(eleni)));
        assertThat(enrollments.verifyContact(eleni.id(), code)).isInstanceOf(Progress.CodeWrong.class);
        assertThat(olive.mfa.standing(eleni).state()).isEqualTo(MfaState.ENABLED);
    }

    @Test
    void ofManyWhoPressNextAtOnceOneGetsAnAppPassword() {
        var eleni = walkedTo(Step.NEXT);
        var given = Crowd.of(8).succeeding(i -> finish(eleni).isPresent());
        assertThat(given).isEqualTo(1);
        assertThat(olive.appPasswords.of(eleni.id())).hasSize(1);
    }

    @Test
    void T27_aCodeOfOneAccountAnswersForNoOther() {
        var eleni = walkedTo(Step.VERIFY_CONTACT);
        enrollments.sendCode(eleni.id(), Source.UNKNOWN);
        var codeOfEleni = new TypedCode(olive.codeSent());
        var maria = walkedTo("maria@olive.example", Step.VERIFY_CONTACT);
        enrollments.sendCode(maria.id(), Source.UNKNOWN);
        if (!olive.codeSent().equals(codeOfEleni.value())) {
            assertThat(enrollments.verifyContact(maria.id(), codeOfEleni)).isInstanceOf(Progress.CodeWrong.class);
        }
        assertThat(at(maria)).contains(Step.VERIFY_CONTACT);
    }

    private Map<String, Supplier<Progress>> deeds(AccountId account) {
        var deeds = new LinkedHashMap<String, Supplier<Progress>>();
        deeds.put("choose", () -> enrollments.authenticatorApp().choose(account));
        deeds.put("prove", () -> enrollments.authenticatorApp().prove(account, new TypedCode("000000")));
        deeds.put("give", () -> enrollments.giveContact(account, new EmailAddress("evil@pine.example")));
        deeds.put("onboard", () -> enrollments.enterOnboardingCode(account, new TypedCode("ABCDEFGHIJKL")));
        deeds.put("send", () -> enrollments.sendCode(account, Source.UNKNOWN));
        deeds.put("verify", () -> enrollments.verifyContact(account, new TypedCode("000000")));
        return deeds;
    }

    private static boolean isLegal(Step step, String deed) {
        return switch (step) {
            case CHOOSE_METHOD -> deed.equals("choose");
            case PROVE_METHOD -> deed.equals("choose") || deed.equals("prove");
            case VERIFY_CONTACT -> deed.equals("send") || deed.equals("verify");
            case GIVE_CONTACT -> deed.equals("give");
            case ENTER_ONBOARDING_CODE -> deed.equals("onboard");
            case NO_CONTACT, NEXT -> false;
        };
    }

    private Account walkedTo(Step step) {
        return walkedTo("eleni@olive.example", step);
    }

    private Account walkedTo(String name, Step step) {
        var account = olive.add(name, Account.Role.PERSON, Optional.of("home@pine.example"));
        olive.requireMfa(account);
        enrollments.begin(account.id());
        if (step == Step.CHOOSE_METHOD) {
            return account;
        }
        enrollments.authenticatorApp().choose(account.id());
        if (step == Step.PROVE_METHOD) {
            return account;
        }
        enrollments.authenticatorApp().prove(account.id(), code(shownKey(account)));
        if (step == Step.NEXT) {
            enrollments.sendCode(account.id(), Source.UNKNOWN);
            enrollments.verifyContact(account.id(), new TypedCode(olive.codeSent()));
        }
        return account;
    }

    private Account person(String contact) {
        var eleni = olive.add("eleni@olive.example", Account.Role.PERSON, Optional.of(contact));
        olive.requireMfa(eleni);
        return eleni;
    }

    private Optional<Issuing> finish(Account account) {
        return enrollments.finish(account.id(), new Label("First"), Scope.mail(), Instant.EPOCH);
    }

    private Optional<Step> at(Account account) {
        return enrollments.current(account.id()).map(Enrollment::step);
    }

    private static Step stepOf(Progress progress) {
        return ((Progress.Moved) progress).enrollment().step();
    }

    private TypedCode code(byte[] key) {
        return new TypedCode(olive.codeFor(key));
    }

    private byte[] shownKey(Account account) {
        return ShownKey.bytes(enrollments
                .authenticatorApp()
                .showKey(account.id(), "Olive & Pine")
                .orElseThrow());
    }

    private static Organisation with(Limits.MissingContact policy) {
        var limits = new Limits(24, 40, Duration.ZERO, policy, Limits.AccountPasswordInApps.BY_MFA_STATE);
        return new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), limits);
    }
}
