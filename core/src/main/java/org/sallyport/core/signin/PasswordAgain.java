package org.sallyport.core.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Store;
import org.sallyport.core.throttle.GuardedDirectory;
import org.sallyport.core.verify.Rejection;

/// Asks somebody who is signed in for the account password once more, behind the throttle of the pages: whoever found
/// an open browser guesses no faster than at the door. Thread-safe.
public final class PasswordAgain {
    private final Store store;
    private final GuardedDirectory directory;
    private final InstantSource clock;

    /// @param directory the one that judges sign-ins to the pages
    public PasswordAgain(Store store, GuardedDirectory directory, InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        record Right() implements Outcome {}

        record Wrong() implements Outcome {}

        /// Not looked at; after this long it will be.
        record Later(Duration time) implements Outcome {}
    }

    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public Outcome check(Account account, Secret typed, Source source) {
        if (typed.isBlank() || typed.length() > Secret.MAX_BYTES) {
            return new Outcome.Wrong();
        }
        Instant now = clock.instant();
        var changed = store.transact(books -> CredentialsBook.in(books).find(account.id()))
                .map(Credentials::passwordChanged)
                .orElse(Instant.EPOCH);
        var target = GuardedDirectory.Target.of(account.id(), changed, GuardedDirectory.Effect.OPENS);
        return switch (directory.check(target, typed, source, now)) {
            case GuardedDirectory.Outcome.Right() -> new Outcome.Right();
            case GuardedDirectory.Outcome.Wait(var time) -> new Outcome.Later(time);
            case GuardedDirectory.Outcome.Refused(var what, var occurrence) -> {
                if (occurrence == GuardedDirectory.Occurrence.FIRST) {
                    note(account, what, source, now);
                }
                yield new Outcome.Wrong();
            }
        };
    }

    private void note(Account account, PasswordCheck what, Source source, Instant now) {
        var reason = switch (what) {
            case OLD -> Rejection.OLD_ACCOUNT_PASSWORD;
            case RIGHT, WRONG -> Rejection.WRONG_SECRET;
        };
        store.transact(books -> {
            AuditLog.in(books)
                    .append(AuditEvent.of(
                            AuditKind.ACCOUNT_PASSWORD_REJECTED,
                            account.id(),
                            new Actor.Person(account.id()),
                            now,
                            Map.of("reason", reason.code(), "source", source.toString())));
            return true;
        });
    }
}
