package org.sallyport.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.Editing;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.fixture.ShownKey;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.TypedName;

/// Which contacts get codes: where set-up verifies one, where a password was forgotten, and where staff write one down.
class ContactRuleTest {
    private static final EmailAddress HOME = new EmailAddress("eleni@pine.example");
    private static final EmailAddress WORK = new EmailAddress("eleni.k@mail.olive.example");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());

    private void decide(String code, String value) {
        var key = PolicyKeys.find(code).orElseThrow();
        olive.mfa.policies().decide(new Subject.Everybody(), Map.of(key, Optional.of(value)), new Actor.Operator());
    }

    private Account toBeSetUp(EmailAddress contact) {
        var eleni = olive.add("eleni@olive.example", Account.Role.PERSON, Optional.of(contact.value()));
        olive.requireMfa(eleni);
        return eleni;
    }

    private void proveAnApp(Account eleni) {
        olive.enrollments.begin(eleni.id());
        var app = olive.enrollments.authenticatorApp();
        app.choose(eleni.id());
        var key = ShownKey.bytes(app.showKey(eleni.id(), "Olive").orElseThrow());
        app.prove(eleni.id(), new TypedCode(olive.codeFor(key)));
    }

    private Optional<Step> at(Account account) {
        return olive.enrollments.current(account.id()).map(Enrollment::step);
    }

    private Optional<Contact> contact(Account account) {
        return olive.store
                .transact(books -> Accounts.in(books).find(account.id()))
                .flatMap(Account::contact);
    }

    private long told(Notice.Kind kind) {
        return Mailbag.notices(olive.store, olive.clock.instant()).stream()
                .filter(notice -> notice.kind() == kind)
                .count();
    }

    @Test
    void theMailboxThatAppPasswordsOpenIsAnotherMatterThanAnyOther() {
        var opened = new MailboxCodes(false, Set.of("olive.example"));
        var rule = ContactRule.any(opened).with(ContactRule.Mailbox.ANOTHER);
        var eleni = toBeSetUp(HOME);

        assertThat(rule.allows(eleni, HOME)).isTrue();
        assertThat(rule.allows(eleni, WORK)).isFalse();
        assertThat(ContactRule.any(opened).allows(eleni, WORK)).isTrue();
        assertThat(ContactRule.any(MailboxCodes.never())
                        .with(ContactRule.Mailbox.ANOTHER)
                        .allows(eleni, new EmailAddress("Eleni@Olive.example")))
                .as("whose name is an address reads mail there")
                .isFalse();
    }

    @Test
    void domainsCoverWhatIsBelowThemAndNothingThatOnlyEndsAlike() {
        decide("contact-domains", "Olive.example, παράδειγμα.gr");
        var eleni = toBeSetUp(HOME);
        var rule = olive.mfa.policies().of(eleni).contacts();

        assertThat(rule.allows(eleni, WORK)).isTrue();
        assertThat(rule.allows(eleni, new EmailAddress("eleni@παράδειγμα.gr"))).isTrue();
        assertThat(rule.allows(eleni, new EmailAddress("eleni@notolive.example")))
                .isFalse();
        assertThat(rule.allows(eleni, HOME)).isFalse();
    }

    @Test
    void aContactThatGetsNoCodesCountsAsMissingAndHearsOfTheOneThatDoes() {
        decide("contact-domains", "pine.example");
        var eleni = toBeSetUp(WORK);
        proveAnApp(eleni);
        assertThat(at(eleni)).contains(Step.GIVE_CONTACT);

        assertThat(olive.enrollments.mayGive(eleni.id(), WORK)).isFalse();
        assertThat(olive.enrollments.giveContact(eleni.id(), new EmailAddress("x@elm.example")))
                .isInstanceOf(Progress.OutOfOrder.class);
        assertThat(contact(eleni).map(Contact::address)).contains(WORK);

        assertThat(olive.enrollments.giveContact(eleni.id(), HOME)).isInstanceOf(Progress.Moved.class);
        assertThat(told(Notice.Kind.CONTACT_CHANGED)).isEqualTo(1);
        olive.enrollments.sendCode(eleni.id(), Source.UNKNOWN);
        olive.enrollments.verifyContact(eleni.id(), new TypedCode(olive.codeSent()));
        assertThat(at(eleni)).contains(Step.NEXT);
    }

    @Test
    void noCodeGoesToAContactThatWasShutOutMeanwhile() {
        var eleni = toBeSetUp(WORK);
        proveAnApp(eleni);
        assertThat(at(eleni)).contains(Step.VERIFY_CONTACT);

        decide("contact-domains", "pine.example");
        decide("missing-contact", "refuse");

        assertThat(olive.enrollments.sendCode(eleni.id(), Source.UNKNOWN)).isInstanceOf(Progress.OutOfOrder.class);
        assertThat(at(eleni)).contains(Step.NO_CONTACT);
        decide("contact-domains", "any");
        assertThat(at(eleni)).contains(Step.VERIFY_CONTACT);
    }

    @Test
    void aForgottenPasswordIsNotResetByAMailboxThatGetsNoCodes() {
        var eleni = olive.enforced("eleni@olive.example");
        var name = new TypedName(eleni.username().canonical());
        decide("contact-domains", "nowhere.example");
        olive.forgotten.mailCode(name, Source.UNKNOWN);
        assertThat(told(Notice.Kind.FORGOTTEN_PASSWORD_CODE)).isZero();

        decide("contact-domains", "any");
        olive.forgotten.mailCode(name, Source.UNKNOWN);
        assertThat(told(Notice.Kind.FORGOTTEN_PASSWORD_CODE)).isEqualTo(1);
    }

    @Test
    void staffPutNoContactOnRecordThatNoCodeMayGoTo() {
        decide("contact-domains", "pine.example");
        var eleni = toBeSetUp(HOME);
        var why = Reason.parse("she asked").orElseThrow();

        assertThat(olive.profiles().setContact(eleni.id(), WORK, new Actor.Operator(), why))
                .isEqualTo(new Editing.NoCodesThere());
        assertThat(contact(eleni).map(Contact::address)).contains(HOME);
    }
}
