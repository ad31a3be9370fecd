package org.sallyport.core.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.method.AuthenticatorApps;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.ContactCodes;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.notice.Told;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.throttle.Recognition;
import org.sallyport.core.throttle.Throttle;
import org.sallyport.core.verify.TypedName;

/// Sets a new password for somebody who has forgotten theirs and proves with a registered method, or with a code that
/// an
/// admin handed over, who they are; never with a mail alone. Thread-safe.
///
/// Whoever asks has proved nothing yet: answers and work are the same whether there is such an account or not, tries
/// are
/// counted by account and source with those of the sign-in page, and ten a day by account alone.
public final class ForgottenPasswords {
    private static final AccountId NOBODY = AccountId.fresh();
    private static final Duration TOLD_EVERY = Duration.ofDays(1);
    private static final long CODE_CHANGES_EVERY = 30;

    private final Store store;
    private final Proofs proofs;
    private final Throttle throttle;
    private final Recognition recognition;
    private final PasswordChanges passwords;
    private final InstantSource clock;

    /// @param throttle the one of the pages
    public ForgottenPasswords(
            Store store,
            Proofs proofs,
            Throttle throttle,
            Recognition recognition,
            PasswordChanges passwords,
            InstantSource clock) {
        this.store = store;
        this.proofs = proofs;
        this.throttle = throttle;
        this.recognition = recognition;
        this.passwords = passwords;
        this.clock = clock;
    }

    /// What judges the codes.
    public record Proofs(AuthenticatorApps apps, ContactCodes codes) {}

    /// How somebody proved who they are, as the audit log calls it.
    private enum Proof {
        AUTHENTICATOR_APP,
        ONBOARDING_CODE;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Sets the new password, if the code is right, and does with the app passwords what is usual.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell; a code may be used up then
    public Recovery recover(TypedName name, TypedCode code, Secret password, Source source) {
        var canonical = name.canonical();
        if (canonical.isEmpty()) {
            return new Recovery.Refused();
        }
        // By what was typed alone, so that it says nothing of who there is, and before the code is used up.
        var weakness = passwords.weaknessOf(password, somebodyCalled(canonical.get()));
        if (weakness.isPresent()) {
            return new Recovery.Weak(weakness.get());
        }
        Instant now = clock.instant();
        var found = store.transact(books -> Accounts.in(books).named(canonical.get()));
        var key = found.map(account -> account.id().toString())
                .orElseGet(() -> canonical.get().canonical());
        var pair = Throttle.Pair.of(key, source);
        var caution = throttle.caution(pair, now);
        if (caution.isPresent()) {
            return new Recovery.Later(caution.get().time());
        }
        return switch (throttle.reserve(pair, recognised(key, code, now), now)) {
            case Throttle.Admission.Known _ -> new Recovery.Refused();
            case Throttle.Admission.Wait(var time) -> new Recovery.Later(time);
            case Throttle.Admission.Go(var reservation) -> judge(found, code, password, source, reservation);
        };
    }

    // A code that is wrong now may be right a while later.
    private long recognised(String key, TypedCode code, Instant now) {
        long second = now.getEpochSecond() / CODE_CHANGES_EVERY * CODE_CHANGES_EVERY;
        try (var secret = Secret.of(code.capitals())) {
            return Recognition.shortened(recognition.of(key, Instant.ofEpochSecond(second), secret));
        }
    }

    private Recovery judge(
            Optional<Account> found, TypedCode code, Secret password, Source source, Throttle.Reservation reservation) {
        boolean judged = false;
        Optional<Account> proved;
        try {
            proved = store.transact(books -> prove(books, found, code, source));
            judged = true;
        } finally {
            if (!judged) {
                throttle.giveBack(reservation);
            }
        }
        if (proved.isEmpty()) {
            throttle.wrong(reservation);
            return new Recovery.Refused();
        }
        throttle.right(reservation);
        var owner = proved.get();
        return switch (passwords.set(owner, password, new Actor.Person(owner.id()))) {
            case PasswordChange.Changed _ -> new Recovery.Recovered();
            case PasswordChange.Weak(var why) -> new Recovery.Weak(why);
            case PasswordChange.NoSuchAccount _,
                    PasswordChange.StepUpNeeded _,
                    PasswordChange.WrongPresent _,
                    PasswordChange.Later _,
                    PasswordChange.Same _ -> new Recovery.Refused();
        };
    }

    private Optional<Account> prove(Books books, Optional<Account> found, TypedCode code, Source source) {
        Instant now = clock.instant();
        var proof = proof(books, found.map(Account::id).orElse(NOBODY), code, now);
        var owner = found.filter(Account::isActive);
        if (proof.isPresent() && owner.isPresent()) {
            Tries.in(books).clear(owner.get().id(), Tries.Factor.FORGOTTEN_PASSWORD);
            note(
                    books,
                    AuditKind.FORGOTTEN_PASSWORD_PROVED,
                    owner,
                    source,
                    Map.of("method", proof.get().code()),
                    now);
            return owner;
        }
        note(books, AuditKind.FORGOTTEN_PASSWORD_REJECTED, found, source, Map.of("reason", "wrong-secret"), now);
        owner.ifPresent(account -> tell(books, account, now));
        return Optional.empty();
    }

    // Of an account that is not there nothing is kept; all else is looked at in the same way.
    private Optional<Proof> proof(Books books, AccountId account, TypedCode code, Instant now) {
        boolean mayLook = account.equals(NOBODY)
                || TryGate.reserve(books, account, Tries.Factor.FORGOTTEN_PASSWORD, now)
                        .isEmpty();
        if (!mayLook) {
            return Optional.empty();
        }
        if (code.sixDigits().isPresent()) {
            var check = proofs.apps().checkCounted(books, account, code);
            return check instanceof CodeCheck.Accepted ? Optional.of(Proof.AUTHENTICATOR_APP) : Optional.empty();
        }
        var answer =
                proofs.codes().check(books, account, Challenge.Purpose.ONBOARDING, OnboardingCodes.BINDING, code, now);
        return answer == ContactCodes.Answer.RIGHT ? Optional.of(Proof.ONBOARDING_CODE) : Optional.empty();
    }

    private static void note(
            Books books,
            AuditKind kind,
            Optional<Account> about,
            Source source,
            Map<String, String> details,
            Instant now) {
        var all = new HashMap<>(details);
        all.put("source", source.toString());
        AuditLog.in(books).append(new AuditEvent(now, kind, about.map(Account::id), new Actor.Stranger(), all));
    }

    private static void tell(Books books, Account owner, Instant now) {
        if (Told.in(books).isDue(owner.id(), "forgotten-password", now, TOLD_EVERY)) {
            Notice.toOwner(Notice.Kind.FORGOTTEN_PASSWORD_TRIED, owner, Map.of(), now)
                    .ifPresent(Notices.in(books)::add);
        }
    }

    private static Account somebodyCalled(Username name) {
        var profile = new Profile(name.canonical(), Locale.ROOT, Set.of());
        return new Account(NOBODY, name, profile, Account.Role.PERSON, Account.Status.ACTIVE, Optional.empty(), 0);
    }
}
