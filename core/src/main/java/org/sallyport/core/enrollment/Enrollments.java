package org.sallyport.core.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.apppassword.AppPasswordRequest;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.AuthenticatorApps;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.ContactCodes;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.secret.Base32;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// The state machine behind "Set it up now". Every operation is one transaction that begins by asking where the person
/// is; whoever comes for another step is told so and nothing happens. Where the person is survives signing out, for
/// half an hour. Thread-safe.
public final class Enrollments {
    private static final Duration GOOD_FOR = Duration.ofMinutes(30);
    private static final Duration KEY_GOOD_FOR = Duration.ofMinutes(10);

    private final Store store;
    private final Mfa mfa;
    private final AuthenticatorApps apps;
    private final ContactCodes codes;
    private final Registration registration;
    private final InstantSource clock;

    public Enrollments(
            Store store,
            Mfa mfa,
            AuthenticatorApps apps,
            ContactCodes codes,
            Registration registration,
            InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.apps = apps;
        this.codes = codes;
        this.registration = registration;
        this.clock = clock;
    }

    /// Where the person is; empty when nothing is under way.
    public Optional<Enrollment> current(AccountId account) {
        return store.transact(books -> current(books, account));
    }

    /// Sets out, or goes on where the person was. Only an account in state Enabled can set out.
    public Progress begin(AccountId account) {
        return store.transact(books -> {
            var under = current(books, account);
            if (under.isPresent()) {
                return new Progress.Moved(under.get());
            }
            var person = Accounts.in(books).find(account).filter(Account::isActive);
            if (person.isEmpty() || mfa.standing(books, person.get()).state() != MfaState.ENABLED) {
                return new Progress.OutOfOrder(Optional.empty());
            }
            Instant now = clock.instant();
            var fresh = new Enrollment(
                    UUID.randomUUID(), account, Step.CHOOSE_METHOD, Optional.empty(), now, now.plus(GOOD_FOR), 0);
            EnrollmentBook.in(books).open(fresh);
            note(books, AuditKind.ENROLLMENT_STARTED, account, Map.of());
            return new Progress.Moved(fresh);
        });
    }

    /// Chooses the authenticator app and makes it a new key; choosing again while the key is unproved makes another.
    public Progress chooseAuthenticatorApp(AccountId account) {
        return step(account, EnumSet.of(Step.CHOOSE_METHOD, Step.PROVE_METHOD), (books, at) -> {
            byte[] key = apps.newKey();
            var pending = new Enrollment.PendingKey(registration.seal(at, key), clock.instant(), false, -1);
            Arrays.fill(key, (byte) 0);
            return move(books, at.at(Step.PROVE_METHOD).withKey(pending));
        });
    }

    /// The key to show, the first time it is asked for; empty ever after, and for a key that is too old.
    public Optional<AuthenticatorKey> showKey(AccountId account, String issuer) {
        return store.transact(books -> {
            var at = current(books, account).filter(e -> e.step() == Step.PROVE_METHOD);
            var pending = at.flatMap(Enrollment::key).filter(k -> !k.shown() && !isOld(k));
            var person = Accounts.in(books).find(account);
            if (at.isEmpty() || pending.isEmpty() || person.isEmpty()) {
                return Optional.empty();
            }
            var key = pending.get();
            var shown = at.get().withKey(new Enrollment.PendingKey(key.sealed(), key.made(), true, key.usedStep()));
            if (!EnrollmentBook.in(books).replace(shown)) {
                return Optional.empty();
            }
            byte[] clear = registration.open(at.get(), key);
            var manual = Base32.encode(clear).replaceAll("(.{4})(?=.)", "$1 ");
            var show = new AuthenticatorKey(
                    AuthenticatorApps.otpauth(issuer, person.get().username(), clear), manual);
            Arrays.fill(clear, (byte) 0);
            return Optional.of(show);
        });
    }

    /// Asks for the proof once more, and voids the code that was sent: for a browser other than the one that proved the
    /// key, which may be somebody else's.
    public Progress proveAgain(AccountId account) {
        var behind = EnumSet.of(Step.GIVE_CONTACT, Step.ENTER_ONBOARDING_CODE, Step.NO_CONTACT, Step.VERIFY_CONTACT);
        return step(account, behind, (books, at) -> move(books, at.at(Step.PROVE_METHOD)));
    }

    /// Proves that the key arrived in the app.
    public Progress proveMethod(AccountId account, TypedCode typed) {
        return step(account, EnumSet.of(Step.PROVE_METHOD), (books, at) -> {
            var pending = at.key();
            if (pending.isEmpty() || isOld(pending.get())) {
                return new Progress.Expired();
            }
            return tried(books, account, Tries.Factor.AUTHENTICATOR_APP, () -> {
                byte[] key = registration.open(at, pending.get());
                var check = apps.checkNew(key, typed);
                Arrays.fill(key, (byte) 0);
                return switch (check) {
                    case AuthenticatorApps.KeyCheck.Right(long step) -> {
                        Tries.in(books).clear(account, Tries.Factor.AUTHENTICATOR_APP);
                        var p = pending.get();
                        var used = new Enrollment.PendingKey(p.sealed(), p.made(), true, step);
                        yield move(
                                books,
                                at.withKey(used).provedAt(clock.instant()).at(stepToContact(books, account)));
                    }
                    case AuthenticatorApps.KeyCheck.ClockOff(var by) -> new Progress.ClockOff(by);
                    case AuthenticatorApps.KeyCheck.Wrong() -> wrong(books, account, Tries.Factor.AUTHENTICATOR_APP);
                };
            });
        });
    }

    /// Gives the contact that is missing, or corrects the one given before; it still has to be verified, and the audit
    /// log says that the person gave it. A contact that the organisation has on record is never touched.
    public Progress giveContact(AccountId account, EmailAddress address) {
        return step(account, EnumSet.of(Step.GIVE_CONTACT, Step.VERIFY_CONTACT), (books, at) -> {
            if (at.step() == Step.VERIFY_CONTACT && !mayCorrectContact(books, account)) {
                return new Progress.OutOfOrder(Optional.of(at));
            }
            registration.giveContact(books, account, Contact.givenByPerson(address));
            return move(books, at.at(Step.VERIFY_CONTACT));
        });
    }

    /// Sends a code to the contact, in place of an earlier one.
    public Progress sendCode(AccountId account) {
        return step(account, EnumSet.of(Step.VERIFY_CONTACT), (books, at) -> {
            Instant now = clock.instant();
            var blocked = TryGate.reserve(books, account, Tries.Factor.CODES_SENT, now);
            if (blocked.isPresent()) {
                return new Progress.TooMany(blocked.get());
            }
            var person = registration.person(books, account);
            var contact = person.contact().orElseThrow(() -> new IllegalStateException("no contact to send a code to"));
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

    /// *Next*: issues the first app password and ends the enrollment.
    ///
    /// @param factorProved when the session last proved a second factor, for somebody who came back later
    /// @return empty when this is not the step that comes now
    public Optional<Issuing> finish(AccountId account, Label label, Scope scope, Instant factorProved) {
        return store.transact(books -> {
            var at = current(books, account).filter(e -> e.step() == Step.NEXT);
            // The conditional write first, so that of two *Next* at once only one issues.
            if (at.isEmpty() || !EnrollmentBook.in(books).replace(at.get())) {
                return Optional.empty();
            }
            Instant proved = at.get().proved().isAfter(factorProved) ? at.get().proved() : factorProved;
            var issuing = registration
                    .appPasswords()
                    .issue(books, new AppPasswordRequest(account, label, scope, Optional.empty(), proved));
            if (issuing instanceof Issuing.Issued) {
                EnrollmentBook.in(books).remove(account);
            }
            return Optional.of(issuing);
        });
    }

    private Progress answer(AccountId account, Step step, Challenge.Purpose purpose, TypedCode typed) {
        boolean toContact = purpose == Challenge.Purpose.CONTACT;
        var factor = toContact ? Tries.Factor.CONTACT_CODE : Tries.Factor.ONBOARDING_CODE;
        return step(
                account,
                EnumSet.of(step),
                (books, at) -> tried(books, account, factor, () -> {
                    Instant now = clock.instant();
                    var binding = toContact ? bindingOf(at) : OnboardingCodes.BINDING;
                    return switch (codes.check(books, account, purpose, binding, typed, now)) {
                        case EXPIRED -> new Progress.Expired();
                        case WRONG -> wrong(books, account, factor);
                        case RIGHT -> {
                            Tries.in(books).clear(account, factor);
                            registration.register(books, at, purpose);
                            yield move(books, at.withoutKey().provedAt(now).at(Step.NEXT));
                        }
                    };
                }));
    }

    // A code counts for the proof it was sent after, so that it never registers a key that came later.
    private static String bindingOf(Enrollment at) {
        return at.id() + "/" + at.proved().toEpochMilli();
    }

    // The frame of every step: nobody gets into one but from where it begins.
    private Progress step(AccountId account, Set<Step> from, BiFunction<Books, Enrollment, Progress> work) {
        return store.transact(books -> {
            var at = current(books, account);
            return at.filter(e -> from.contains(e.step()))
                    .map(e -> work.apply(books, e))
                    .orElseGet(() -> new Progress.OutOfOrder(at));
        });
    }

    private Progress tried(Books books, AccountId account, Tries.Factor factor, Supplier<Progress> judge) {
        return TryGate.reserve(books, account, factor, clock.instant())
                .<Progress>map(Progress.TooMany::new)
                .orElseGet(judge);
    }

    private Optional<Enrollment> current(Books books, AccountId account) {
        var found = EnrollmentBook.in(books).find(account).filter(e -> !e.isExpired(clock.instant()));
        return Accounts.in(books)
                .find(account)
                .filter(Account::isActive)
                .flatMap(person -> found.filter(
                                e -> isOpen(e, mfa.standing(books, person).state()))
                        .map(e -> goneOn(e, person)));
    }

    // Until something is registered the way is open while MFA is required; its last step is for who has registered.
    private static boolean isOpen(Enrollment enrollment, MfaState state) {
        return state == (enrollment.step() == Step.NEXT ? MfaState.ENFORCED : MfaState.ENABLED);
    }

    private boolean mayCorrectContact(Books books, AccountId account) {
        return registration
                .person(books, account)
                .contact()
                .filter(Contact::mayBeCorrected)
                .isPresent();
    }

    // An admin may have put a contact on record while the person waited for one.
    private static Enrollment goneOn(Enrollment at, Account person) {
        return at.step() == Step.NO_CONTACT && person.contact().isPresent() ? at.at(Step.VERIFY_CONTACT) : at;
    }

    private Step stepToContact(Books books, AccountId account) {
        if (registration.person(books, account).contact().isPresent()) {
            return Step.VERIFY_CONTACT;
        }
        return switch (mfa.limits().missingContact()) {
            case ASK -> Step.GIVE_CONTACT;
            case ONBOARDING_CODE -> Step.ENTER_ONBOARDING_CODE;
            case REFUSE -> Step.NO_CONTACT;
        };
    }

    private boolean isOld(Enrollment.PendingKey key) {
        return !clock.instant().isBefore(key.made().plus(KEY_GOOD_FOR));
    }

    private static Progress wrong(Books books, AccountId account, Tries.Factor factor) {
        return new Progress.CodeWrong(TryGate.triesLeft(books, account, factor));
    }

    private static Progress move(Books books, Enrollment next) {
        return EnrollmentBook.in(books).replace(next)
                ? new Progress.Moved(next.withRevision(next.revision() + 1))
                : new Progress.OutOfOrder(EnrollmentBook.in(books).find(next.account()));
    }

    private void note(Books books, AuditKind kind, AccountId account, Map<String, String> details) {
        AuditLog.in(books).append(AuditEvent.of(kind, account, new Actor.Person(account), clock.instant(), details));
    }
}
