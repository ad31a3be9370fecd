package org.sallyport.core.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.PasskeyAnswer;
import org.sallyport.core.method.Passkeys;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.notice.Told;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.throttle.KnownSources;

/// Judges verified answers of passkeys: behind the account password, or in the place of both. Nothing is throttled: a
/// signature is not guessed. Thread-safe.
public final class PasskeySignIn {
    /// How far clocks may be apart.
    private static final Duration APART = Duration.ofSeconds(5);

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final Store store;
    private final Mfa mfa;
    private final InstantSource clock;

    public PasskeySignIn(Store store, Mfa mfa, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.clock = clock;
    }

    /// Judges a passkey as the second factor of somebody who is known already. What is refused is written down once a
    /// minute for each reason and network, and not at all where there is no passkey to try.
    ///
    /// @param answer empty when what the browser sent did not stand up to verification
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public PasskeyStep secondFactor(AccountId account, Optional<PasskeyAnswer> answer, Source source) {
        return store.transact(books -> {
            var owner = Accounts.in(books).find(account).filter(Account::isActive);
            var step = owner.isEmpty()
                    ? new PasskeyStep.Refused(PasskeyStep.Why.ACCOUNT_DISABLED)
                    : answer.map(given -> judge(books, owner.get(), given))
                            .orElseGet(() -> new PasskeyStep.Refused(PasskeyStep.Why.NOT_REGISTERED));
            switch (step) {
                case PasskeyStep.Accepted _ -> {
                    Tries.in(books).clear(account, Tries.Factor.PASSKEY);
                    TryGate.switchOn(books, account);
                    note(books, step, account, source);
                }
                case PasskeyStep.Refused(var why) -> refused(books, why, account, source);
            }
            return step;
        });
    }

    private void refused(Books books, PasskeyStep.Why why, AccountId account, Source source) {
        boolean holdsAny =
                Methods.in(books).heldBy(account).stream().anyMatch(method -> method.kind() == Method.Kind.PASSKEY);
        if (!holdsAny) {
            return;
        }
        Instant now = clock.instant();
        var network = source.prefix().map(Network::toString).orElse("unknown");
        if (Told.in(books).isDue(account, "passkey-" + why.code() + " " + network, now, NOTED_EVERY)) {
            note(books, new PasskeyStep.Refused(why), account, source);
        }
        boolean isCounted =
                TryGate.reserve(books, account, Tries.Factor.PASSKEY, now).isEmpty();
        if (isCounted && TryGate.triesLeft(books, account, Tries.Factor.PASSKEY) == 0) {
            CodeNotes.tellOfWrongCodes(books, account, now);
        }
    }

    /// Judges a passkey in the place of name, password and second factor: it says itself whose it is, and has verified
    /// its user. Whoever has no passkey here learns nothing, and leaves nothing in the audit log. While MFA is not
    /// required of its owner it opens nothing: one that was lost cannot be removed then.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public PasskeyStep alone(PasskeyAnswer answer, Source source) {
        return store.transact(books -> {
            var owner = Passkeys.in(books)
                    .find(answer.credentialId())
                    .filter(passkey -> answer.userHandle().isPresent())
                    .flatMap(passkey -> Accounts.in(books).find(passkey.account()))
                    .filter(account -> mfa.standing(books, account).state() == MfaState.ENFORCED);
            if (owner.isEmpty()) {
                return new PasskeyStep.Refused(PasskeyStep.Why.NOT_REGISTERED);
            }
            var step = judgeAlone(books, owner.get(), answer);
            noteAlone(books, step, owner.get().id(), source);
            return step;
        });
    }

    /// Judges a passkey that says itself whose it is, and has verified its user, as one of this account's. Uses its
    /// answer up and writes down nothing else: for whoever proves more than this in one transaction.
    public PasskeyStep judgeAlone(Books books, Account owner, PasskeyAnswer answer) {
        if (!owner.isActive()) {
            return new PasskeyStep.Refused(PasskeyStep.Why.ACCOUNT_DISABLED);
        }
        if (answer.userHandle().isEmpty()) {
            return new PasskeyStep.Refused(PasskeyStep.Why.NOT_REGISTERED);
        }
        return answer.userVerified()
                ? judge(books, owner, answer)
                : new PasskeyStep.Refused(PasskeyStep.Why.USER_NOT_VERIFIED);
    }

    private PasskeyStep judge(Books books, Account owner, PasskeyAnswer answer) {
        var found = Passkeys.in(books)
                .find(answer.credentialId())
                .filter(passkey -> passkey.account().equals(owner.id()))
                // WebAuthn Level 3 section 7.2 step 6: a handle that is there has to be this account's.
                .filter(passkey -> answer.userHandle()
                        .map(passkey.credential().userHandle()::equals)
                        .orElse(true));
        if (found.isEmpty()) {
            return new PasskeyStep.Refused(PasskeyStep.Why.NOT_REGISTERED);
        }
        var passkey = found.get();
        var last = passkey.credential().lastUse();
        boolean countedBack = answer.signatureCount() <= last.signatureCount()
                && (answer.signatureCount() > 0 || last.signatureCount() > 0);
        // A clock that was ahead must not lock the passkey until that time has come; what it made is worth nothing
        // before.
        Instant latest = clock.instant().plus(APART);
        boolean clockWasAhead = last.challenge().isAfter(latest);
        if (answer.challenge().isAfter(latest)
                || !clockWasAhead && !answer.challenge().isAfter(last.challenge())) {
            return new PasskeyStep.Refused(PasskeyStep.Why.ALREADY_USED);
        }
        // Copies of a passkey that may be copied count each on their own; of one that cannot be, there are none.
        if (countedBack && !passkey.credential().backupEligible()) {
            return new PasskeyStep.Refused(PasskeyStep.Why.COUNTED_BACK);
        }
        var use = new Passkey.LastUse(
                answer.challenge(),
                Math.max(last.signatureCount(), answer.signatureCount()),
                last.verifiesUser() || answer.userVerified(),
                answer.backedUp());
        return Passkeys.in(books).used(passkey, use)
                ? new PasskeyStep.Accepted(owner, signs(countedBack, clockWasAhead), passwordChanged(books, owner.id()))
                : new PasskeyStep.Refused(PasskeyStep.Why.ALREADY_USED);
    }

    private static Set<PasskeyStep.Sign> signs(boolean countedBack, boolean clockWasAhead) {
        var signs = EnumSet.noneOf(PasskeyStep.Sign.class);
        if (countedBack) {
            signs.add(PasskeyStep.Sign.COUNTED_BACK);
        }
        if (clockWasAhead) {
            signs.add(PasskeyStep.Sign.CLOCK_WAS_AHEAD);
        }
        return signs;
    }

    private static Instant passwordChanged(Books books, AccountId account) {
        return CredentialsBook.in(books)
                .find(account)
                .map(Credentials::passwordChanged)
                .orElse(Instant.EPOCH);
    }

    private void note(Books books, PasskeyStep step, AccountId account, Source source) {
        var kind = switch (step) {
            case PasskeyStep.Accepted _ -> AuditKind.SECOND_FACTOR_ACCEPTED;
            case PasskeyStep.Refused _ -> AuditKind.SECOND_FACTOR_REJECTED;
        };
        var details = details(step, source);
        details.put("outcome", outcome(step));
        AuditLog.in(books)
                .append(AuditEvent.of(kind, account, new Actor.Person(account), clock.instant(), Map.copyOf(details)));
    }

    private void noteAlone(Books books, PasskeyStep step, AccountId account, Source source) {
        Instant now = clock.instant();
        var details = details(step, source);
        switch (step) {
            case PasskeyStep.Accepted _ -> {
                TryGate.switchOn(books, account);
                // Whoever signs in here can use their apps here, whatever strangers are trying elsewhere.
                source.prefix()
                        .map(prefix -> new KnownSources.Sighting(account, prefix, now))
                        .ifPresent(sighting -> KnownSources.in(books).seen(List.of(sighting)));
                AuditLog.in(books)
                        .append(AuditEvent.of(
                                AuditKind.SIGN_IN_PASSKEY_ACCEPTED,
                                account,
                                new Actor.Person(account),
                                now,
                                Map.copyOf(details)));
            }
            case PasskeyStep.Refused(var why) -> {
                details.put("reason", why == PasskeyStep.Why.ACCOUNT_DISABLED ? why.code() : "passkey-" + why.code());
                AuditLog.in(books)
                        .append(new AuditEvent(
                                now,
                                AuditKind.SIGN_IN_REJECTED,
                                Optional.of(account),
                                new Actor.Stranger(),
                                Map.copyOf(details)));
            }
        }
    }

    private static Map<String, String> details(PasskeyStep step, Source source) {
        var details = new HashMap<>(Map.of("method", "passkey", "source", source.toString()));
        if (step instanceof PasskeyStep.Accepted accepted) {
            accepted.signs().forEach(sign -> {
                switch (sign) {
                    case COUNTED_BACK -> details.put("count", "went-back");
                    case CLOCK_WAS_AHEAD -> details.put("clock", "was-ahead");
                }
            });
        }
        return details;
    }

    private static String outcome(PasskeyStep step) {
        return switch (step) {
            case PasskeyStep.Accepted _ -> "accepted";
            case PasskeyStep.Refused(var why) -> why.code();
        };
    }
}
