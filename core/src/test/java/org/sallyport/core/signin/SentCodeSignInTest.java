package org.sallyport.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Profile;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.fixture.ScriptedTelephone;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.telephone.MessageBudget;
import org.sallyport.core.telephone.PhoneMessage;

class SentCodeSignInTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final SentCodeSignIn signIn = olive.telephones.signIn;
    private final ScriptedTelephone telephone = olive.telephones.telephone;
    private final Account eleni = olive.add("eleni", Account.Role.PERSON, Optional.empty());
    private final MethodId phone = olive.telephones.register(eleni, "+306901234567");

    @Test
    void aCodeByTextSignsInOnce() {
        assertThat(text()).isEqualTo(new Sending.Sent());
        assertThat(type(telephone.code())).isEqualTo(new CodeCheck.Accepted(phone));
        assertThat(type(telephone.code())).isEqualTo(new CodeCheck.Wrong());
        assertThat(kinds()).contains(AuditKind.CODE_SENT, AuditKind.SECOND_FACTOR_ACCEPTED);
        assertThat(log(AuditKind.SECOND_FACTOR_ACCEPTED).details())
                .containsEntry("method", "phone")
                .containsEntry("outcome", "accepted");
    }

    @Test
    void aCallIsAskedForInTheLanguageOfThePerson() {
        var greek = olive.add("maria", Account.Role.PERSON, Optional.empty());
        olive.store.transact(books -> Accounts.in(books)
                .replace(Accounts.in(books)
                        .find(greek.id())
                        .orElseThrow()
                        .withProfile(new Profile("Μαρία", Locale.of("el"), Set.of()))));
        var hers = olive.telephones.register(greek, "+302101234567");

        signIn.send(greek.id(), hers, PhoneMessage.Form.CALL, "visit");

        assertThat(telephone.taken()).singleElement().satisfies(call -> {
            assertThat(call.form()).isEqualTo(PhoneMessage.Form.CALL);
            assertThat(call.language()).isEqualTo("el");
        });
    }

    @Test
    void aCodeIsGoodForTenMinutes() {
        text();
        olive.clock.forward(Duration.ofMinutes(10));
        assertThat(type(telephone.code())).isEqualTo(new CodeCheck.Wrong());
    }

    @Test
    void aCodeIsGoodOnlyInTheVisitThatAskedForIt() {
        text();
        assertThat(signIn.check(
                        eleni.id(), Receiver.PHONE, new TypedCode(telephone.code()), "another visit", Source.UNKNOWN))
                .isEqualTo(new CodeCheck.Wrong());
    }

    @Test
    void T27_theCodeOfAnotherAccountProvesNothing() {
        var nikos = olive.add("nikos", Account.Role.PERSON, Optional.empty());
        olive.telephones.register(nikos, "+306907654321");
        text();
        assertThat(signIn.check(nikos.id(), Receiver.PHONE, new TypedCode(telephone.code()), "visit", Source.UNKNOWN))
                .isEqualTo(new CodeCheck.Wrong());
        assertThat(signIn.send(nikos.id(), phone, PhoneMessage.Form.TEXT, "visit"))
                .isEqualTo(new Sending.NotServed());
    }

    @Test
    void aCodeThatWasSentToATelephoneOpensNoMailbox() {
        olive.telephones.registerMailbox(eleni, "eleni@pine.example");
        text();
        assertThat(signIn.check(eleni.id(), Receiver.MAILBOX, new TypedCode(telephone.code()), "visit", Source.UNKNOWN))
                .isEqualTo(new CodeCheck.Wrong());
    }

    @Test
    void T25_fiveHundredGuessesAtOnceAreCountedUpToTheLimitAndNoneIsRight() {
        text();
        var wrong = telephone.code().equals("000000") ? "000001" : "000000";

        var judged = Crowd.of(500).does(i -> type(wrong)).stream()
                .filter(CodeCheck.Wrong.class::isInstance)
                .count();

        assertThat(judged).isEqualTo(5);
        assertThat(counted(Tries.Factor.PHONE_CODE)).isEqualTo(5);
    }

    @Test
    void aNewCodeDoesNotForgiveWrongOnes() {
        text();
        for (int i = 0; i < 5; i++) {
            type("abcdef");
        }

        text();

        assertThat(counted(Tries.Factor.PHONE_CODE)).isEqualTo(5);
        assertThat(type(telephone.code())).isInstanceOf(CodeCheck.TooMany.class);
    }

    @Test
    void aTelephoneThatIsSwitchedOffIsSentNothing() {
        switchOff(Receiver.PHONE);
        int sent = telephone.taken().size();

        assertThat(text()).isEqualTo(new Sending.SwitchedOff());
        assertThat(telephone.taken()).hasSize(sent);
        assertThat(counted(Tries.Factor.PHONE_CODES_SENT)).isZero();

        olive.store.transact(books -> {
            TryGate.switchOn(books, eleni.id());
            return true;
        });
        assertThat(text()).isEqualTo(new Sending.Sent());
    }

    @Test
    void aMailboxThatIsSwitchedOffIsSentNothingAndATelephoneStill() {
        var mailbox = olive.telephones.registerMailbox(eleni, "eleni@pine.example");
        switchOff(Receiver.MAILBOX);

        assertThat(signIn.send(eleni.id(), mailbox, "visit")).isEqualTo(new Sending.SwitchedOff());
        assertThat(Mailbag.notices(olive.store, olive.clock.instant(), Notice.Kind.MAILBOX_CODE))
                .isEmpty();
        assertThat(text()).isEqualTo(new Sending.Sent());
    }

    private void switchOff(Receiver receiver) {
        for (int i = 0; i < 100; i++) {
            signIn.check(eleni.id(), receiver, new TypedCode("abcdef"), "visit", Source.UNKNOWN);
            olive.clock.forward(Duration.ofDays(1));
        }
        assertThat(signIn.check(eleni.id(), receiver, new TypedCode("abcdef"), "visit", Source.UNKNOWN))
                .isEqualTo(new CodeCheck.SwitchedOff());
    }

    @Test
    void aRightCodeForgivesWrongOnesAndTheCodesBefore() {
        text();
        type("abcdef");
        text();
        type(telephone.code());
        assertThat(counted(Tries.Factor.PHONE_CODE)).isZero();
        assertThat(counted(Tries.Factor.PHONE_CODES_SENT)).isZero();
    }

    @Test
    void threeCodesAtOnceAndThenOneInTenMinutes() {
        text();
        text();
        text();
        assertThat(text()).isEqualTo(new Sending.TooMany(olive.clock.instant().plus(Duration.ofMinutes(10))));
        assertThat(telephone.taken()).hasSize(3);
    }

    @Test
    void tenThousandRequestsSendTenMessagesADay() {
        for (int i = 0; i < 10_000; i++) {
            text();
            olive.clock.forward(Duration.ofSeconds(8));
        }
        assertThat(telephone.taken()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void anEarlierCodeIsWorthNothingOnceANewOneIsSent() {
        text();
        var first = telephone.code();
        text();
        if (!first.equals(telephone.code())) {
            assertThat(type(first)).isEqualTo(new CodeCheck.Wrong());
        }
        assertThat(type(telephone.code())).isEqualTo(new CodeCheck.Accepted(phone));
    }

    @Test
    void aProviderThatIsDownIsToldAndWritten() {
        telephone.is(ScriptedTelephone.Mood.IS_DOWN);
        assertThat(text()).isEqualTo(new Sending.NotNow());
        assertThat(log(AuditKind.CODE_NOT_SENT).details()).containsEntry("reason", "unavailable");
    }

    @Test
    void aNumberThatTheProviderRefusesIsTold() {
        telephone.is(ScriptedTelephone.Mood.REFUSES);
        assertThat(text()).isEqualTo(new Sending.Refused());
    }

    @Test
    void aNumberOfACountryThatGetsNoneIsTold() {
        var british = olive.telephones.register(eleni, "+447900123456");
        assertThat(signIn.send(eleni.id(), british, PhoneMessage.Form.TEXT, "visit"))
                .isEqualTo(new Sending.NotServed());
        assertThat(log(AuditKind.CODE_NOT_SENT).details()).containsEntry("reason", "country");
    }

    @Test
    void aBudgetThatIsUsedUpIsToldToThePersonAndTheOperator() {
        askNeighbours(20);

        assertThat(text()).isEqualTo(new Sending.Stopped());
        assertThat(olive.telephones.alarms).contains(MessageBudget.Stop.RANGE);
        assertThat(telephone.taken()).hasSize(15);
    }

    @Test
    void aBudgetThatOthersHaveUsedUpTakesNothingFromThePerson() {
        assertThat(text()).isEqualTo(new Sending.Sent());
        askNeighbours(20);

        for (int i = 0; i < 20; i++) {
            assertThat(text()).isEqualTo(new Sending.Stopped());
        }
        assertThat(counted(Tries.Factor.PHONE_CODES_SENT)).isOne();
        olive.clock.forward(Duration.ofDays(1));
        assertThat(text()).isEqualTo(new Sending.Sent());
    }

    @Test
    void T34_whoeverTypesEveryCodeBackGetsTwentyADay() {
        for (int i = 0; i < 20; i++) {
            assertThat(text()).isEqualTo(new Sending.Sent());
            assertThat(type(telephone.code())).isEqualTo(new CodeCheck.Accepted(phone));
        }
        var midnight = olive.clock
                .instant()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();

        assertThat(text()).isEqualTo(new Sending.TooMany(midnight));
        assertThat(telephone.taken()).hasSize(20);
        askNeighbours(1);
        assertThat(telephone.taken()).hasSize(21);

        olive.clock.forward(Duration.between(olive.clock.instant(), midnight));
        assertThat(text()).isEqualTo(new Sending.Sent());
    }

    @ParameterizedTest
    @EnumSource(names = {"IS_DOWN", "REFUSES"})
    void anOutageUsesNothingUpOfWhatEverybodyHas(ScriptedTelephone.Mood mood) {
        telephone.is(mood);
        askNeighbours(60);

        telephone.is(ScriptedTelephone.Mood.TAKES);

        assertThat(text()).isEqualTo(new Sending.Sent());
        assertThat(olive.telephones.alarms).isEmpty();
    }

    @Test
    void aMessageThatMayHaveGoneOutStaysCounted() {
        telephone.is(ScriptedTelephone.Mood.DOES_NOT_ANSWER);
        assertThat(text()).isEqualTo(new Sending.NotNow());
        assertThat(log(AuditKind.CODE_NOT_SENT).details()).containsEntry("reason", "unavailable");
        askNeighbours(14);

        telephone.is(ScriptedTelephone.Mood.TAKES);

        assertThat(text()).isEqualTo(new Sending.Stopped());
    }

    @Test
    void whoeverAsksAProviderThatIsDownHasToWaitAllTheSame() {
        telephone.is(ScriptedTelephone.Mood.IS_DOWN);
        for (int i = 0; i < 3; i++) {
            assertThat(text()).isEqualTo(new Sending.NotNow());
        }
        assertThat(text()).isInstanceOf(Sending.TooMany.class);
    }

    @Test
    void T34_aCodeTypedAfterMidnightGivesBackNothingOfTheNewDay() {
        var greenwich = olive.clock.instant().atZone(ZoneOffset.UTC);
        var midnight = greenwich.toLocalDate().plusDays(1).atStartOfDay(ZoneOffset.UTC);
        olive.clock.forward(Duration.between(greenwich, midnight).minusMinutes(1));
        assertThat(text()).isEqualTo(new Sending.Sent());
        var mine = telephone.code();
        olive.clock.forward(Duration.ofMinutes(2));
        askNeighbours(15);

        assertThat(type(mine)).isEqualTo(new CodeCheck.Accepted(phone));

        assertThat(text()).isEqualTo(new Sending.Stopped());
    }

    @Test
    void whoeverIsStoppedAgainAndAgainIsWrittenDownOnceAMinute() {
        var british = olive.telephones.register(eleni, "+447900123456");
        for (int i = 0; i < 30; i++) {
            assertThat(signIn.send(eleni.id(), british, PhoneMessage.Form.TEXT, "visit"))
                    .isEqualTo(new Sending.NotServed());
            olive.clock.forward(Duration.ofSeconds(4));
        }

        assertThat(kinds()).filteredOn(AuditKind.CODE_NOT_SENT::equals).hasSize(2);
        assertThat(counted(Tries.Factor.PHONE_CODES_SENT)).isZero();
    }

    @Test
    void aCodeByMailSignsIn() {
        var mailbox = olive.telephones.registerMailbox(eleni, "eleni@pine.example");

        assertThat(signIn.send(eleni.id(), mailbox, "visit")).isEqualTo(new Sending.Sent());
        var check =
                signIn.check(eleni.id(), Receiver.MAILBOX, new TypedCode(olive.codeSent()), "visit", Source.UNKNOWN);

        assertThat(check).isEqualTo(new CodeCheck.Accepted(mailbox));
        assertThat(log(AuditKind.SECOND_FACTOR_ACCEPTED).details()).containsEntry("method", "mailbox");
    }

    @Test
    void T06_aMailboxThatAnAppPasswordOpensGetsNoCode() {
        var mailbox = olive.telephones.registerMailbox(eleni, "eleni@mail.olive.example");
        assertThat(signIn.mailboxes(eleni.id())).isEmpty();
        assertThat(signIn.send(eleni.id(), mailbox, "visit")).isEqualTo(new Sending.NotServed());
    }

    private void askNeighbours(int many) {
        for (int i = 0; i < many; i++) {
            var other = olive.add("person" + i, Account.Role.PERSON, Optional.empty());
            var theirs = olive.telephones.register(other, "+3069012340" + (10 + i));
            signIn.send(other.id(), theirs, PhoneMessage.Form.TEXT, "visit");
        }
    }

    private Sending text() {
        return signIn.send(eleni.id(), phone, PhoneMessage.Form.TEXT, "visit");
    }

    private CodeCheck type(String code) {
        return signIn.check(eleni.id(), Receiver.PHONE, new TypedCode(code), "visit", Source.UNKNOWN);
    }

    private int counted(Tries.Factor factor) {
        return olive.store
                .transact(books -> Tries.in(books).find(eleni.id(), factor))
                .map(Tries.Count::count)
                .orElse(0);
    }

    private List<AuditKind> kinds() {
        return events().stream().map(AuditEvent::kind).toList();
    }

    private AuditEvent log(AuditKind kind) {
        return events().stream()
                .filter(event -> event.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private List<AuditEvent> events() {
        return olive.store.transact(books -> AuditLog.in(books).about(eleni.id(), 100)).stream()
                .map(AuditLog.Entry::event)
                .toList();
    }
}
