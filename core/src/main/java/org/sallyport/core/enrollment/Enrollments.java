package org.sallyport.core.enrollment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.apppassword.AppPasswordRequest;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.AuthenticatorApps;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.ContactCodes;
import org.sallyport.core.method.SentCodes;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.CodeShares;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.policy.MailboxCodes;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.telephone.PhoneCodes;

/// The state machine behind "Set it up now", and behind one more method. Every operation is one transaction that begins
/// by asking where the person is; whoever comes for another step is told so and nothing happens. Where the person is
/// survives signing out, for half an hour. Thread-safe.
public final class Enrollments {
    private final EnrollmentSteps steps;
    private final AuthenticatorAppSetup authenticatorApp;
    private final PasskeySetup passkey;
    private final ContactCodes codes;

    public Enrollments(
            Store store,
            Mfa mfa,
            AuthenticatorApps apps,
            ContactCodes codes,
            Registration registration,
            SecretGenerator generator,
            InstantSource clock) {
        this.steps = new EnrollmentSteps(store, mfa, registration, clock);
        this.authenticatorApp = new AuthenticatorAppSetup(steps, apps);
        this.passkey = new PasskeySetup(steps, generator);
        this.codes = codes;
    }

    /// The steps of an authenticator app.
    public AuthenticatorAppSetup authenticatorApp() {
        return authenticatorApp;
    }

    /// The steps of a passkey.
    public PasskeySetup passkey() {
        return passkey;
    }

    /// The steps of a telephone, where codes reach any.
    public PhoneSetup phone(PhoneCodes phoneCodes, SentCodes sentCodes) {
        return new PhoneSetup(steps, phoneCodes, sentCodes);
    }

    /// The steps of a mailbox.
    public MailboxSetup mailbox(MailboxCodes rule, SentCodes sentCodes) {
        return new MailboxSetup(steps, rule, sentCodes);
    }

    /// Where the person is; empty when nothing is under way.
    public Optional<Enrollment> current(AccountId account) {
        return steps.store().transact(books -> steps.current(books, account));
    }

    /// Sets out on *Set it up now*, or goes on where the person was. Only an account in state Enabled can set out.
    public Progress begin(AccountId account) {
        return steps.begin(account, Enrollment.Aim.FIRST);
    }

    /// Sets out for one more method, or goes on where the person was. Only an account in state Enforced can set out,
    /// and whoever calls has seen a fresh second factor.
    public Progress beginAnother(AccountId account) {
        return steps.begin(account, Enrollment.Aim.ANOTHER);
    }

    /// Asks for the proof once more, and voids the code that was sent: for a browser other than the one that proved the
    /// method, which may be somebody else's.
    public Progress proveAgain(AccountId account) {
        var behind = EnumSet.of(Step.GIVE_CONTACT, Step.ENTER_ONBOARDING_CODE, Step.NO_CONTACT, Step.VERIFY_CONTACT);
        return steps.step(account, behind, (books, at) -> steps.move(books, at.at(Step.PROVE_METHOD)));
    }

    /// Whether codes may go to this address, so that it can be given.
    public boolean mayGive(AccountId account, EmailAddress address) {
        return steps.store().transact(books -> mayGive(books, account, address));
    }

    private boolean mayGive(Books books, AccountId account, EmailAddress address) {
        var person = steps.registration().person(books, account);
        return steps.contacts(books, person).allows(person, address);
    }

    /// Gives the contact that is missing, or corrects the one given before; it still has to be verified, and the audit
    /// log says that the person gave it. A contact of the organisation's that codes go to is never touched; one that
    /// they do not go to counts as missing, and is told. An address that codes may not go to leads nowhere.
    public Progress giveContact(AccountId account, EmailAddress address) {
        return steps.step(account, EnumSet.of(Step.GIVE_CONTACT, Step.VERIFY_CONTACT), (books, at) -> {
            boolean correcting = at.step() == Step.VERIFY_CONTACT;
            if (correcting && !mayCorrectContact(books, account) || !mayGive(books, account, address)) {
                return new Progress.OutOfOrder(Optional.of(at));
            }
            steps.registration().giveContact(books, account, Contact.givenByPerson(address));
            return steps.move(books, at.at(Step.VERIFY_CONTACT));
        });
    }

    /// Sends a code to the contact, in place of an earlier one. The answer is the same whether the account, the address
    /// or the source has had its share: nobody learns that others have codes sent to that address.
    public Progress sendCode(AccountId account, Source source) {
        return steps.step(account, EnumSet.of(Step.VERIFY_CONTACT), (books, at) -> {
            Instant now = steps.now();
            var person = steps.registration().person(books, account);
            var contact = person.contact().orElseThrow(() -> new IllegalStateException("no contact to send a code to"));
            var blocked = TryGate.blockedUntil(books, account, Tries.Factor.CODES_SENT, now)
                    .or(() -> CodeShares.in(books).reserve(contact.address(), contact.origin(), source, now))
                    .or(() -> TryGate.reserve(books, account, Tries.Factor.CODES_SENT, now));
            if (blocked.isPresent()) {
                return new Progress.TooMany(blocked.get());
            }
            try (var code = codes.open(books, account, Challenge.Purpose.CONTACT, bindingOf(at), now)) {
                var values = Map.of("code", code.reveal(), "minutes", Long.toString(ContactCodes.GOOD_FOR.toMinutes()));
                Notices.in(books)
                        .add(Notice.of(
                                Notice.Kind.CONTACT_CODE,
                                contact.address(),
                                person.profile().language(),
                                values,
                                now));
            }
            return new Progress.Moved(at);
        });
    }

    /// Verifies the contact with the code that was sent there, and registers method and contact.
    public Progress verifyContact(AccountId account, TypedCode typed) {
        return answer(account, Step.VERIFY_CONTACT, Challenge.Purpose.CONTACT, typed);
    }

    /// Takes the code of an admin in place of a contact, and registers the method.
    public Progress enterOnboardingCode(AccountId account, TypedCode typed) {
        return answer(account, Step.ENTER_ONBOARDING_CODE, Challenge.Purpose.ONBOARDING, typed);
    }

    /// *Next*: issues the first app password, where the account may hold any, and ends the enrollment.
    ///
    /// @param factorProved when the session last proved a second factor, for somebody who came back later
    /// @return empty when this is not the step that comes now
    public Optional<Issuing> finish(AccountId account, Label label, Scope scope, Instant factorProved) {
        return steps.alone(account, books -> {
            var at = steps.current(books, account).filter(e -> e.step() == Step.NEXT);
            // The conditional write first, so that of two *Next* at once only one issues.
            if (at.isEmpty() || !EnrollmentBook.in(books).replace(at.get())) {
                return Optional.empty();
            }
            Instant proved = at.get().proved().isAfter(factorProved) ? at.get().proved() : factorProved;
            var issuing = steps.registration()
                    .appPasswords()
                    .issue(books, new AppPasswordRequest(account, label, scope, Optional.empty(), proved));
            if (issuing instanceof Issuing.Issued || issuing instanceof Issuing.NotAllowed) {
                EnrollmentBook.in(books).remove(account);
            }
            return Optional.of(issuing);
        });
    }

    /// Takes the code that an admin handed to somebody who has lost every method: a new method has to be registered,
    /// which takes the place of all others. The code is used up, and the way is open for half an hour, to whoever knows
    /// the id of the enrollment.
    ///
    /// @param noted is told of the outcome in the same transaction
    public Progress beginReplacement(AccountId account, TypedCode typed, BiConsumer<Books, Progress> noted) {
        return steps.alone(account, books -> {
            if (!steps.mayReplace(books, account)) {
                return new Progress.OutOfOrder(Optional.empty());
            }
            var progress = steps.tried(
                    books, account, Tries.Factor.ONBOARDING_CODE, () -> judgeLostCode(books, account, typed));
            noted.accept(books, progress);
            return progress;
        });
    }

    private Progress judgeLostCode(Books books, AccountId account, TypedCode typed) {
        var purpose = Challenge.Purpose.ONBOARDING;
        return switch (codes.check(books, account, purpose, OnboardingCodes.BINDING, typed, steps.now())) {
            case EXPIRED -> new Progress.Expired();
            case WRONG -> steps.wrong(books, account, Tries.Factor.ONBOARDING_CODE);
            case RIGHT -> {
                Tries.in(books).clear(account, Tries.Factor.ONBOARDING_CODE);
                yield new Progress.Moved(steps.open(books, account, Enrollment.Aim.REPLACEMENT));
            }
        };
    }

    private Progress answer(AccountId account, Step step, Challenge.Purpose purpose, TypedCode typed) {
        boolean toContact = purpose == Challenge.Purpose.CONTACT;
        var factor = toContact ? Tries.Factor.CONTACT_CODE : Tries.Factor.ONBOARDING_CODE;
        return steps.step(
                account,
                EnumSet.of(step),
                (books, at) -> steps.tried(books, account, factor, () -> {
                    Instant now = steps.now();
                    var binding = toContact ? bindingOf(at) : OnboardingCodes.BINDING;
                    return switch (codes.check(books, account, purpose, binding, typed, now)) {
                        case EXPIRED -> new Progress.Expired();
                        case WRONG -> steps.wrong(books, account, factor);
                        case RIGHT -> {
                            Tries.in(books).clear(account, factor);
                            steps.registration().register(books, at, purpose);
                            yield steps.move(
                                    books, at.withoutMethod().provedAt(now).at(Step.NEXT));
                        }
                    };
                }));
    }

    // A code counts for the proof it was sent after, so that it never registers a method that came later.
    private static String bindingOf(Enrollment at) {
        return at.id() + "/" + at.proved().toEpochMilli();
    }

    private boolean mayCorrectContact(Books books, AccountId account) {
        return steps.registration()
                .person(books, account)
                .contact()
                .filter(Contact::mayBeCorrected)
                .isPresent();
    }
}
