package org.sallyport.core.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Room;
import org.sallyport.core.method.Sending;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.policy.ContactRule;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// How every step of an enrollment is taken, whatever is done in it. Thread-safe.
final class EnrollmentSteps {
    static final Duration GOOD_FOR = Duration.ofMinutes(30);
    private static final Duration METHOD_GOOD_FOR = Duration.ofMinutes(10);

    private final Store store;
    private final Mfa mfa;
    private final Registration registration;
    private final InstantSource clock;

    EnrollmentSteps(Store store, Mfa mfa, Registration registration, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.registration = registration;
        this.clock = clock;
    }

    Store store() {
        return store;
    }

    Registration registration() {
        return registration;
    }

    Instant now() {
        return clock.instant();
    }

    /// One transaction about an account, while no other one of this frame or with its codes is under way: the order of
    /// what is locked is then the same in all of them.
    <R> R alone(AccountId account, Function<Books, R> work) {
        return store.transact(books -> {
            Tries.in(books).hold(account);
            return work.apply(books);
        });
    }

    /// Sets out, or goes on where the person was. A first method is for accounts in state Enabled, another one for
    /// those in state Enforced.
    Progress begin(AccountId account, Enrollment.Aim aim) {
        return alone(account, books -> {
            var under = current(books, account);
            if (under.filter(e -> e.aim() == aim).isPresent()) {
                return new Progress.Moved(under.get());
            }
            // "Next" is still to come. A way to replace what was lost gives way to somebody who has a method after all.
            if (under.filter(e -> e.aim() == Enrollment.Aim.FIRST).isPresent()) {
                return new Progress.OutOfOrder(under);
            }
            var person = Accounts.in(books).find(account).filter(Account::isActive);
            var needed = aim == Enrollment.Aim.FIRST ? MfaState.ENABLED : MfaState.ENFORCED;
            if (person.isEmpty()
                    || mfa.standing(books, person.get()).state() != needed
                    || !Room.isLeft(Methods.in(books).heldBy(account))) {
                return new Progress.OutOfOrder(Optional.empty());
            }
            return new Progress.Moved(open(books, account, aim));
        });
    }

    /// Opens the way, in place of an earlier one.
    Enrollment open(Books books, AccountId account, Enrollment.Aim aim) {
        var fresh = new Enrollment(
                UUID.randomUUID(),
                account,
                new Enrollment.Place(aim, Step.CHOOSE_METHOD),
                Optional.empty(),
                now(),
                now().plus(GOOD_FOR),
                0);
        EnrollmentBook.in(books).open(fresh);
        AuditLog.in(books)
                .append(AuditEvent.of(
                        AuditKind.ENROLLMENT_STARTED, account, new Actor.Person(account), now(), Map.of()));
        return fresh;
    }

    /// Whether it is for this person to replace what was lost: active, with a second factor in force.
    boolean mayReplace(Books books, AccountId account) {
        return Accounts.in(books)
                .find(account)
                .filter(Account::isActive)
                .filter(person -> mfa.standing(books, person).state() == MfaState.ENFORCED)
                .isPresent();
    }

    /// The frame of every step: nobody gets into one but from where it begins.
    Progress step(AccountId account, Set<Step> from, BiFunction<Books, Enrollment, Progress> work) {
        return alone(account, books -> {
            var at = current(books, account);
            return at.filter(e -> from.contains(e.step()))
                    .map(e -> work.apply(books, e))
                    .orElseGet(() -> new Progress.OutOfOrder(at));
        });
    }

    /// The frame of choosing a method of this kind, or another one of it while nothing is proved: there has to be room.
    Progress choose(AccountId account, Method.Kind kind, BiFunction<Books, Enrollment, Progress> work) {
        return step(
                account,
                EnumSet.of(Step.CHOOSE_METHOD, Step.PROVE_METHOD),
                (books, at) -> mayRegister(books, account, kind)
                                && (at.aim() == Enrollment.Aim.REPLACEMENT
                                        || Room.isLeft(Methods.in(books).heldBy(account), kind))
                        ? work.apply(books, at)
                        : new Progress.OutOfOrder(Optional.of(at)));
    }

    /// Why a method of this kind cannot be set up; empty when it can. What takes the place of all may be one of them
    /// again: somebody who has a new card for the same number, say.
    ///
    /// @param same recognises a registered method that is the one to be set up
    Optional<Sending> refused(Books books, Enrollment at, Method.Kind kind, Predicate<Method> same) {
        if (!mayRegister(books, at.account(), kind)) {
            return Optional.of(new Sending.NoRoom());
        }
        if (at.aim() == Enrollment.Aim.REPLACEMENT) {
            return Optional.empty();
        }
        var held = Methods.in(books).heldBy(at.account());
        if (held.stream().anyMatch(same)) {
            return Optional.of(new Sending.AlreadyRegistered());
        }
        return Room.isLeft(held, kind) ? Optional.empty() : Optional.of(new Sending.NoRoom());
    }

    private boolean mayRegister(Books books, AccountId account, Method.Kind kind) {
        return mfa.policies()
                .of(books, registration.person(books, account))
                .methods()
                .contains(kind);
    }

    /// The frame of sending a code: moves on to `next`, and sends. What is held leaves the person where they were. The
    /// step first, so that of two at once only one sends, and what it sends is what counts.
    ///
    /// @return empty when somebody else has taken the step
    <S> Optional<S> sending(Books books, Enrollment next, Enrollment at, Supplier<S> send, Predicate<S> held) {
        if (!(move(books, next) instanceof Progress.Moved(var moved))) {
            return Optional.empty();
        }
        var sent = send.get();
        if (held.test(sent)) {
            move(books, at.withRevision(moved.revision()));
        }
        return Optional.of(sent);
    }

    /// The frame of proving the method that is pending: it has to be of this kind and not too old.
    Progress prove(AccountId account, Method.Kind kind, Proving work) {
        return step(
                account,
                Set.of(Step.PROVE_METHOD),
                (books, at) -> at.pending()
                        .filter(pending -> pending.kind() == kind && !isOld(pending))
                        .map(pending -> work.prove(books, at, pending))
                        .orElseGet(Progress.Expired::new));
    }

    /// The method at hand was proved: on to the contact, or to its registration where it is one more.
    Progress proved(Books books, Enrollment at, Enrollment.Pending pending) {
        if (!mayRegister(books, at.account(), pending.kind())) {
            // It was decided while they were at it.
            return new Progress.Expired();
        }
        var proved = at.with(pending).provedAt(now());
        if (at.aim() == Enrollment.Aim.FIRST) {
            return move(books, proved.at(stepToContact(books, registration.person(books, at.account()))));
        }
        // The conditional write first, so that of two proofs at once only one registers.
        var moved = move(books, proved);
        if (!(moved instanceof Progress.Moved)) {
            return moved;
        }
        registration.registerMethod(books, proved);
        EnrollmentBook.in(books).remove(at.account());
        return new Progress.Registered(pending.kind());
    }

    Progress tried(Books books, AccountId account, Tries.Factor factor, Supplier<Progress> judge) {
        return TryGate.reserve(books, account, factor, now())
                .<Progress>map(Progress.TooMany::new)
                .orElseGet(judge);
    }

    Progress wrong(Books books, AccountId account, Tries.Factor factor) {
        return new Progress.CodeWrong(TryGate.triesLeft(books, account, factor));
    }

    Progress move(Books books, Enrollment next) {
        return EnrollmentBook.in(books).replace(next)
                ? new Progress.Moved(next.withRevision(next.revision() + 1))
                : new Progress.OutOfOrder(EnrollmentBook.in(books).find(next.account()));
    }

    Optional<Enrollment> current(Books books, AccountId account) {
        var found = EnrollmentBook.in(books).find(account).filter(e -> !e.isExpired(now()));
        return Accounts.in(books)
                .find(account)
                .filter(Account::isActive)
                .flatMap(person -> found.filter(
                                e -> isOpen(e, mfa.standing(books, person).state()))
                        .map(e -> goneOn(books, e, person)));
    }

    boolean isOld(Enrollment.Pending pending) {
        return !now().isBefore(pending.made().plus(METHOD_GOOD_FOR));
    }

    // Until something is registered the way is open while MFA is required; its last step, and the way to one more
    // method, are for who has registered.
    private static boolean isOpen(Enrollment enrollment, MfaState state) {
        boolean first = enrollment.aim() == Enrollment.Aim.FIRST && enrollment.step() != Step.NEXT;
        return state == (first ? MfaState.ENABLED : MfaState.ENFORCED);
    }

    // An admin may have put a contact on record while the person waited for one, or decided that it gets no codes.
    private Enrollment goneOn(Books books, Enrollment at, Account person) {
        return switch (at.step()) {
            case NO_CONTACT -> contacts(books, person).reaches(person) ? at.at(Step.VERIFY_CONTACT) : at;
            case VERIFY_CONTACT -> contacts(books, person).reaches(person) ? at : at.at(stepToContact(books, person));
            case CHOOSE_METHOD, PROVE_METHOD, GIVE_CONTACT, ENTER_ONBOARDING_CODE, NEXT -> at;
        };
    }

    /// Which contacts of this person codes go to.
    ContactRule contacts(Books books, Account person) {
        return mfa.policies().of(books, person).contacts();
    }

    private Step stepToContact(Books books, Account person) {
        var policy = mfa.policies().of(books, person);
        if (policy.contacts().reaches(person)) {
            return Step.VERIFY_CONTACT;
        }
        return switch (policy.limits().missingContact()) {
            case ASK -> Step.GIVE_CONTACT;
            case ONBOARDING_CODE -> Step.ENTER_ONBOARDING_CODE;
            case REFUSE -> Step.NO_CONTACT;
        };
    }

    /// Judges the proof of the method that is pending in an enrollment.
    @FunctionalInterface
    interface Proving {
        Progress prove(Books books, Enrollment at, Enrollment.Pending pending);
    }
}
