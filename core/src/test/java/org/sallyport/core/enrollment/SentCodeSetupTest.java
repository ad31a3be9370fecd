package org.sallyport.core.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.fixture.ScriptedTelephone;
import org.sallyport.core.method.Mailbox;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Phone;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.method.Room;
import org.sallyport.core.method.Sending;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.telephone.PhoneMessage;

class SentCodeSetupTest {
    private static final PhoneNumber NUMBER = new PhoneNumber("+306901234567");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account eleni = setOut(olive.add("eleni", Account.Role.PERSON, Optional.of("home@pine.example")));

    @Nested
    class ATelephone {
        private final PhoneSetup setup = olive.telephones.phoneSetup;
        private final ScriptedTelephone telephone = olive.telephones.telephone;

        @Test
        void isRegisteredOnceItsCodeAndTheContactsCameBack() {
            assertThat(choose()).contains(new Sending.Sent());
            assertThat(setup.number(eleni.id())).contains(NUMBER);
            assertThat(stepOf(setup.prove(eleni.id(), new TypedCode(telephone.code()))))
                    .isEqualTo(Step.VERIFY_CONTACT);
            olive.enrollments.sendCode(eleni.id(), Source.UNKNOWN);
            olive.enrollments.verifyContact(eleni.id(), new TypedCode(olive.codeSent()));

            assertThat(methods())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Phone.class, phone -> assertThat(phone.number()).isEqualTo(NUMBER));
            assertThat(olive.mfa.standing(eleni).state()).isEqualTo(MfaState.ENFORCED);
        }

        @Test
        void isNotRegisteredWithAWrongCode() {
            choose();
            assertThat(setup.prove(eleni.id(), new TypedCode("abcdef"))).isInstanceOf(Progress.CodeWrong.class);
            assertThat(setup.prove(eleni.id(), new TypedCode(""))).isInstanceOf(Progress.CodeWrong.class);
        }

        @Test
        void isNotProvedByTheCodeOfTheNumberBefore() {
            choose();
            var first = telephone.code();
            setup.choose(eleni.id(), new PhoneNumber("+306907654321"), PhoneMessage.Form.TEXT);
            if (!first.equals(telephone.code())) {
                assertThat(setup.prove(eleni.id(), new TypedCode(first))).isInstanceOf(Progress.CodeWrong.class);
            }
        }

        @Test
        void isProvedByACallInTheTextsPlace() {
            choose();
            assertThat(setup.sendAgain(eleni.id(), PhoneMessage.Form.CALL)).contains(new Sending.Sent());
            assertThat(telephone.taken().getLast().form()).isEqualTo(PhoneMessage.Form.CALL);
            assertThat(stepOf(setup.prove(eleni.id(), new TypedCode(telephone.code()))))
                    .isEqualTo(Step.VERIFY_CONTACT);
        }

        @Test
        void isNotProvedAfterTenMinutes() {
            choose();
            olive.clock.forward(Duration.ofMinutes(10));
            assertThat(setup.prove(eleni.id(), new TypedCode(telephone.code()))).isEqualTo(new Progress.Expired());
        }

        @Test
        void ofACountryThatGetsNoMessagesLeavesThePersonWhereTheyWere() {
            assertThat(setup.choose(eleni.id(), new PhoneNumber("+447900123456"), PhoneMessage.Form.TEXT))
                    .contains(new Sending.NotServed());
            assertThat(setup.number(eleni.id())).isEmpty();
            assertThat(olive.enrollments.current(eleni.id()).map(Enrollment::step))
                    .contains(Step.CHOOSE_METHOD);
        }

        @Test
        void getsNoMessageBeforeSomebodySetOut() {
            var nikos = olive.add("nikos", Account.Role.PERSON, Optional.empty());
            assertThat(setup.choose(nikos.id(), NUMBER, PhoneMessage.Form.TEXT)).isEmpty();
            assertThat(setup.sendAgain(nikos.id(), PhoneMessage.Form.TEXT)).isEmpty();
            assertThat(telephone.taken()).isEmpty();
        }

        @Test
        void isOneMoreMethodForWhoHasOne() {
            var nikos = olive.enforced("nikos");
            olive.enrollments.beginAnother(nikos.id());
            setup.choose(nikos.id(), NUMBER, PhoneMessage.Form.TEXT);

            assertThat(setup.prove(nikos.id(), new TypedCode(telephone.code())))
                    .isEqualTo(new Progress.Registered(Method.Kind.PHONE));
        }

        @Test
        void thatIsRegisteredAlreadyIsNotRegisteredTwice() {
            var nikos = olive.enforced("nikos");
            olive.telephones.register(nikos, NUMBER.value());
            olive.enrollments.beginAnother(nikos.id());

            assertThat(setup.choose(nikos.id(), NUMBER, PhoneMessage.Form.TEXT))
                    .contains(new Sending.AlreadyRegistered());
            assertThat(telephone.taken()).isEmpty();
            assertThat(olive.enrollments.current(nikos.id()).map(Enrollment::step))
                    .contains(Step.CHOOSE_METHOD);
        }

        @Test
        void mayBelongToTwoPeopleWhoShareIt() {
            olive.telephones.register(olive.enforced("nikos"), NUMBER.value());

            assertThat(choose()).contains(new Sending.Sent());
            assertThat(stepOf(setup.prove(eleni.id(), new TypedCode(telephone.code()))))
                    .isEqualTo(Step.VERIFY_CONTACT);
        }

        @Test
        void isTheFifthAtMost() {
            var nikos = olive.enforced("nikos");
            for (int i = 0; i < Room.MOST_OF_A_KIND; i++) {
                olive.telephones.register(nikos, "+30690765432" + i);
            }
            olive.enrollments.beginAnother(nikos.id());

            assertThat(setup.choose(nikos.id(), NUMBER, PhoneMessage.Form.TEXT)).contains(new Sending.NoRoom());
        }

        @Test
        void thatGetsNoMessageLeavesTheOneBeforeAtWork() {
            choose();

            setup.choose(eleni.id(), new PhoneNumber("+447900123456"), PhoneMessage.Form.TEXT);

            assertThat(setup.number(eleni.id())).contains(NUMBER);
            assertThat(stepOf(setup.prove(eleni.id(), new TypedCode(telephone.code()))))
                    .isEqualTo(Step.VERIFY_CONTACT);
        }

        @Test
        void T24_isRegisteredOnceByOneCodeThatManyTypeAtOnce() {
            var nikos = olive.enforced("nikos");
            olive.enrollments.beginAnother(nikos.id());
            setup.choose(nikos.id(), NUMBER, PhoneMessage.Form.TEXT);
            var code = new TypedCode(telephone.code());

            int registered = Crowd.of(50).succeeding(i -> setup.prove(nikos.id(), code) instanceof Progress.Registered);

            assertThat(registered).isOne();
            var held = olive.store.transact(books -> Methods.in(books).heldBy(nikos.id()));
            assertThat(held).filteredOn(Phone.class::isInstance).hasSize(1);
        }

        private Optional<Sending> choose() {
            return setup.choose(eleni.id(), NUMBER, PhoneMessage.Form.TEXT);
        }
    }

    @Nested
    class AMailbox {
        private final MailboxSetup setup = olive.telephones.mailboxSetup;

        @Test
        void isProvedByItsCode() {
            var address = new EmailAddress("eleni@pine.example");
            assertThat(setup.choose(eleni.id(), address, Source.UNKNOWN)).contains(new Sending.Sent());
            assertThat(setup.address(eleni.id())).contains(address);
            assertThat(stepOf(setup.prove(eleni.id(), new TypedCode(olive.codeSent()))))
                    .isEqualTo(Step.VERIFY_CONTACT);
            olive.clock.forward(Duration.ofMinutes(1));
            olive.enrollments.sendCode(eleni.id(), Source.UNKNOWN);
            olive.enrollments.verifyContact(eleni.id(), new TypedCode(olive.codeSent()));

            assertThat(methods()).singleElement().isInstanceOf(Mailbox.class);
        }

        @Test
        void T06_thatAnAppPasswordOpensIsRefused() {
            for (var address : new String[] {
                "eleni@olive.example", "eleni@OLIVE.example", "eleni@mail.olive.example", "someone.else@olive.example"
            }) {
                assertThat(setup.choose(eleni.id(), new EmailAddress(address), Source.UNKNOWN))
                        .contains(new Sending.NotServed());
            }
            assertThat(setup.address(eleni.id())).isEmpty();
        }

        @Test
        void T06_thatIsTheUserNameIsRefused() {
            var maria = setOut(olive.add("maria@pine.example", Account.Role.PERSON, Optional.empty()));
            assertThat(setup.choose(maria.id(), new EmailAddress("Maria@pine.example"), Source.UNKNOWN))
                    .contains(new Sending.NotServed());
        }

        @Test
        void leavesAnEntryInTheAuditLogForEachCode() {
            setup.choose(eleni.id(), new EmailAddress("eleni@pine.example"), Source.UNKNOWN);

            var log = olive.store.transact(books -> AuditLog.in(books).about(eleni.id(), 100));
            assertThat(log)
                    .map(AuditLog.Entry::event)
                    .filteredOn(event -> event.kind() == AuditKind.CODE_SENT)
                    .singleElement()
                    .satisfies(event -> assertThat(event.details())
                            .containsEntry("method", "mailbox")
                            .containsEntry("to", "e•••••@pine.example"));
        }

        @Test
        void thatIsRegisteredAlreadyIsNotRegisteredTwice() {
            var nikos = olive.enforced("nikos");
            olive.telephones.registerMailbox(nikos, "nikos@pine.example");
            olive.enrollments.beginAnother(nikos.id());

            assertThat(setup.choose(nikos.id(), new EmailAddress("Nikos@pine.example"), Source.UNKNOWN))
                    .contains(new Sending.AlreadyRegistered());
        }

        @Test
        void getsThreeCodesAtOnce() {
            setup.choose(eleni.id(), new EmailAddress("eleni@pine.example"), Source.UNKNOWN);
            setup.sendAgain(eleni.id(), Source.UNKNOWN);
            setup.sendAgain(eleni.id(), Source.UNKNOWN);
            assertThat(setup.sendAgain(eleni.id(), Source.UNKNOWN)).containsInstanceOf(Sending.TooMany.class);
        }
    }

    private Account setOut(Account account) {
        olive.requireMfa(account);
        olive.enrollments.begin(account.id());
        return account;
    }

    private java.util.List<Method> methods() {
        return olive.store.transact(books -> Methods.in(books).heldBy(eleni.id()));
    }

    private static Step stepOf(Progress progress) {
        return ((Progress.Moved) progress).enrollment().step();
    }
}
