package org.sallyport.core.signin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.method.AuthenticatorApps;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaStanding;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.throttle.GuardedDirectory;
import org.sallyport.core.throttle.KnownSources;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.TypedName;

/// Judges the steps of signing in to the pages. Its throttle is its own: whatever apps get wrong never delays a person
/// in a browser. An app password opens no page. Thread-safe.
public final class SignIn {
    private static final Username NOBODYS = new Username("nobody-" + AccountId.fresh());

    private final Store store;
    private final Mfa mfa;
    private final GuardedDirectory directory;
    private final AuthenticatorApps apps;
    private final InstantSource clock;

    /// @param directory one that shares its throttle with nobody else
    public SignIn(Store store, Mfa mfa, GuardedDirectory directory, AuthenticatorApps apps, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.directory = directory;
        this.apps = apps;
        this.clock = clock;
    }

    private record Found(Account account, Credentials credentials) {}

    /// Judges name and account password. The work is the same whether there is such an account or not.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public PasswordStep password(TypedName name, Secret password, Source source) {
        var canonical = name.canonical();
        if (canonical.isEmpty() || password.isBlank() || password.length() > Secret.MAX_BYTES) {
            return new PasswordStep.Wrong();
        }
        var found = store.transact(books -> find(books, canonical.get()))
                .filter(known -> !known.account().isDevice());
        var target = found.map(SignIn::target).orElseGet(() -> GuardedDirectory.Target.nobody(canonical.get()));
        Instant now = clock.instant();
        return switch (directory.check(target, password, source, now)) {
            case GuardedDirectory.Outcome.Wait(var time) -> new PasswordStep.Later(time);
            case GuardedDirectory.Outcome.Refused(var what, var occurrence) ->
                refused(what, occurrence, found.map(Found::account), source, now);
            case GuardedDirectory.Outcome.Right() -> right(found.orElseThrow(), source, now);
        };
    }

    // As much is read and as much is looked for in vain whether there is such an account or not: where there is none,
    // somebody else's is read, and left alone.
    private static Optional<Found> find(Books books, Username name) {
        var accounts = Accounts.in(books);
        var account = accounts.named(name);
        var other = account.isPresent()
                ? accounts.named(NOBODYS)
                : accounts.page(Optional.empty(), 1).stream().findFirst();
        var credentials =
                account.or(() -> other).flatMap(a -> CredentialsBook.in(books).find(a.id()));
        return account.flatMap(a -> credentials.map(c -> new Found(a, c)));
    }

    private static GuardedDirectory.Target target(Found found) {
        var account = found.account();
        var effect = account.isActive() ? GuardedDirectory.Effect.OPENS : GuardedDirectory.Effect.SHUT_OUT;
        return GuardedDirectory.Target.of(account.id(), found.credentials().passwordChanged(), effect);
    }

    /// Judges the code of an authenticator app of somebody whose password was right.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public CodeCheck secondFactor(AccountId account, TypedCode typed, Source source) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var check = apps.check(books, account, typed);
            CodeNotes.write(
                    books,
                    account,
                    Method.Kind.AUTHENTICATOR_APP.code(),
                    Tries.Factor.AUTHENTICATOR_APP,
                    check,
                    source,
                    now,
                    Map.of());
            return check;
        });
    }

    private PasswordStep right(Found found, Source source, Instant now) {
        var person = found.account();
        return store.transact(books -> {
            // Whoever signs in here can use their apps here, whatever strangers are trying elsewhere.
            source.prefix()
                    .map(prefix -> new KnownSources.Sighting(person.id(), prefix, now))
                    .ifPresent(sighting -> KnownSources.in(books).seen(List.of(sighting)));
            var standing = mfa.standing(books, person);
            var next = next(standing, now);
            AuditLog.in(books)
                    .append(AuditEvent.of(
                            AuditKind.SIGN_IN_PASSWORD_ACCEPTED,
                            person.id(),
                            new Actor.Person(person.id()),
                            now,
                            Map.of("source", source.toString(), "next", next.code())));
            return new PasswordStep.Right(person, next, found.credentials().passwordChanged());
        });
    }

    /// What comes after the first factor.
    static PasswordStep.Next next(MfaStanding standing, Instant now) {
        return switch (standing.state()) {
            case DISABLED -> PasswordStep.Next.DONE;
            case ENFORCED -> PasswordStep.Next.SECOND_FACTOR;
            case ENABLED -> standing.mayPutOff(now) ? PasswordStep.Next.MAY_SET_UP : PasswordStep.Next.SET_UP;
        };
    }

    // One line of the audit log for each secret, however often it is repeated: repeats cost no hash and no wait.
    private PasswordStep refused(
            PasswordCheck what,
            GuardedDirectory.Occurrence occurrence,
            Optional<Account> account,
            Source source,
            Instant now) {
        if (occurrence == GuardedDirectory.Occurrence.AGAIN) {
            return new PasswordStep.Wrong();
        }
        var reason = switch (what) {
            case RIGHT -> Rejection.ACCOUNT_DISABLED;
            case OLD -> Rejection.OLD_ACCOUNT_PASSWORD;
            case WRONG -> Rejection.WRONG_SECRET;
        };
        var event = new AuditEvent(
                now,
                AuditKind.SIGN_IN_REJECTED,
                account.map(Account::id),
                new Actor.Stranger(),
                Map.of("reason", reason.code(), "source", source.toString()));
        store.transact(books -> {
            AuditLog.in(books).append(event);
            return true;
        });
        return new PasswordStep.Wrong();
    }
}
