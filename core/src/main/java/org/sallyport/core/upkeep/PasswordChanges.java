package org.sallyport.core.upkeep;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.sallyport.core.account.Account;
import org.sallyport.core.api.PersonalTokens;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.directory.SettingPassword;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.PasswordRule;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.session.Fresh;
import org.sallyport.core.signin.PasswordAgain;
import org.sallyport.core.store.Books;

/// Changes account passwords. The password, the end of the browser sessions, what becomes of the app passwords, the
/// audit rows and the notice to the owner commit together. Thread-safe.
public final class PasswordChanges {
    private final LocalAccounts accounts;
    private final PasswordAgain again;
    private final AppPasswords appPasswords;
    private final Revocations revocations;
    private final Mfa mfa;
    private final InstantSource clock;

    public PasswordChanges(
            LocalAccounts accounts,
            PasswordAgain again,
            AppPasswords appPasswords,
            Revocations revocations,
            Mfa mfa,
            InstantSource clock) {
        this.accounts = accounts;
        this.again = again;
        this.appPasswords = appPasswords;
        this.revocations = revocations;
        this.mfa = mfa;
        this.clock = clock;
    }

    /// What becomes of app passwords unless the person chooses otherwise.
    public Limits.PasswordChanged usual(Account owner) {
        return mfa.policies().of(owner).limits().upkeep().passwordChanged();
    }

    /// Whether the owner has to prove a second factor anew: where MFA is in force, after five minutes.
    public boolean needsStepUp(Account account, Instant factorProved) {
        return mfa.standing(account).state() == MfaState.ENFORCED && !Fresh.is(factorProved, clock.instant());
    }

    /// What a new password of this account has to be.
    public PasswordRule ruleFor(Account owner) {
        return accounts.ruleFor(owner);
    }

    /// What one has to be that somebody chooses of whom nothing is known but that a second factor is in force.
    public PasswordRule usualRule() {
        return mfa.policies().of(new Subject.Everybody()).passwords();
    }

    /// Why this password may not be this account's under this rule; empty where it may.
    ///
    /// @throws org.sallyport.core.store.Unavailable when the blocklist cannot be read
    Optional<PasswordWeakness> weaknessOf(Secret password, Account owner, PasswordRule rule) {
        return accounts.weaknessOf(password, owner, rule);
    }

    /// Changes it for its owner.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell whether the present one is right
    public PasswordChange change(Account owner, WantedPassword wanted) {
        if (needsStepUp(owner, wanted.factorProved())) {
            return new PasswordChange.StepUpNeeded();
        }
        // Before the present one is looked at: what is wrong with the new one costs nobody a guess.
        var rule = ruleFor(owner);
        var weakness = weaknessOf(wanted.password(), owner, rule);
        if (weakness.isPresent()) {
            return new PasswordChange.Weak(weakness.get(), rule.shortest());
        }
        return switch (again.check(owner, wanted.present(), wanted.source())) {
            case PasswordAgain.Outcome.Wrong() -> new PasswordChange.WrongPresent();
            case PasswordAgain.Outcome.Later(var time) -> new PasswordChange.Later(time);
            case PasswordAgain.Outcome.Right() ->
                isSame(wanted.present(), wanted.password())
                        ? new PasswordChange.Same()
                        : set(
                                owner,
                                wanted.password(),
                                wanted.then(),
                                new Actor.Person(owner.id()),
                                Tokens.with(wanted.then()));
        };
    }

    /// Sets it for somebody who does not say the present one, with what is usual for the app passwords. Whoever knew
    /// that one may have made tokens for programs: the personal ones end.
    public PasswordChange set(Account account, Secret password, Actor by) {
        return set(account, password, usual(account), by, Tokens.END);
    }

    /// What becomes of personal tokens.
    private enum Tokens {
        STAY,
        END;

        /// Where the owner changes it, they go where the app passwords go.
        static Tokens with(Limits.PasswordChanged then) {
            return then == Limits.PasswordChanged.REVOKE ? END : STAY;
        }
    }

    private PasswordChange set(Account account, Secret password, Limits.PasswordChanged then, Actor by, Tokens tokens) {
        // All that is asked of the store is asked before the commit: behind it the password is changed, whatever comes.
        var settled = new AtomicReference<>(Settled.NOTHING);
        var setting = accounts.setPassword(account.id(), password, by, (books, owner, now) -> {
            int affected = settle(books, owner, then, by, now);
            if (tokens == Tokens.END) {
                PersonalTokens.endAll(books, owner.id(), by, now);
            }
            var standing = mfa.standing(books, owner);
            boolean appsUseIt = standing.state() != MfaState.ENFORCED || standing.isObserved(now);
            settled.set(new Settled(now, affected, appsUseIt || affected > 0));
            tell(books, owner, then, affected, now);
        });
        var done = settled.get();
        return switch (setting) {
            case SettingPassword.PasswordSet() ->
                new PasswordChange.Changed(
                        done.at(),
                        then,
                        done.appPasswords(),
                        done.endsConnections() ? revocations.closeAll(account, by) : OpenConnections.Receipt.NONE);
            case SettingPassword.Weak(var why, int shortest) -> new PasswordChange.Weak(why, shortest);
            case SettingPassword.NotHere(var source) -> new PasswordChange.NotHere(source);
            case SettingPassword.NoSuchAccount() -> new PasswordChange.NoSuchAccount();
        };
    }

    /// What the transaction did.
    ///
    /// @param endsConnections false where apps use app passwords that stay as they are: nothing they have open hangs on
    /// the account password
    private record Settled(Instant at, int appPasswords, boolean endsConnections) {
        static final Settled NOTHING = new Settled(Instant.EPOCH, 0, false);
    }

    private int settle(Books books, Account owner, Limits.PasswordChanged then, Actor by, Instant now) {
        return switch (then) {
            case KEEP -> 0;
            case SLEEP -> appPasswords.putAllToSleep(books, owner.id(), by, now);
            case REVOKE -> appPasswords.revokeAll(books, owner.id(), by, now);
        };
    }

    private static void tell(Books books, Account owner, Limits.PasswordChanged then, int affected, Instant now) {
        var values = affected == 0
                ? Map.<String, String>of()
                : Map.of("apps", then.name().toLowerCase(Locale.ROOT));
        OwnersMail.tell(books, Notice.Kind.PASSWORD_CHANGED, owner, values, now);
    }

    private static boolean isSame(Secret one, Secret other) {
        try (var first = one.normalized();
                var second = other.normalized()) {
            return first.isSameAs(second);
        }
    }
}
