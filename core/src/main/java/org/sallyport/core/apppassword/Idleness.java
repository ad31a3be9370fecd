package org.sallyport.core.apppassword;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Told;
import org.sallyport.core.policy.Lifespan;
import org.sallyport.core.store.Books;

/// What becomes of app passwords that nothing has used for long: they are put to sleep, then revoked, and their owner
/// is told. As precise as latest uses are, which are kept to the hour.
public final class Idleness {
    // Whoever woke one is left in peace for a while, be it used or not.
    private static final Duration SLEEPS_AGAIN_AFTER = Duration.ofDays(29);

    private Idleness() {}

    /// Looks at all of an account, inside a transaction.
    ///
    /// @param lifespan that holds for the account
    /// @return how many were put to sleep or revoked
    public static int end(Books books, Account account, Lifespan lifespan, Instant now) {
        int count = 0;
        for (var appPassword : AppPasswordBook.in(books).heldBy(account.id())) {
            var used = appPassword
                    .lastUse()
                    .map(LastUse::at)
                    .orElse(appPassword.lifetime().issued());
            if (appPassword.lifetime().isRevoked()) {
                continue;
            }
            if (lifespan.ends(used, now)) {
                count += revoke(books, account, appPassword, now) ? 1 : 0;
            } else if (!appPassword.lifetime().isAsleep() && lifespan.sleeps(used, now)) {
                count += sleep(books, account, appPassword, now) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean revoke(Books books, Account account, AppPassword unused, Instant now) {
        boolean done = AppPasswords.revoke(
                books, account.id(), unused.id(), new Actor.Sallyport(), now, Map.of("why", "unused"));
        if (done) {
            tell(books, account, unused, "revoke", now);
        }
        return done;
    }

    private static boolean sleep(Books books, Account account, AppPassword unused, Instant now) {
        boolean done = Told.in(books).isDue(account.id(), "idle:" + unused.id(), now, SLEEPS_AGAIN_AFTER)
                && AppPasswordBook.in(books).change(account.id(), unused.id(), one -> one.asleepSince(now));
        if (done) {
            AppPasswords.note(
                    books,
                    AuditKind.APP_PASSWORD_PUT_TO_SLEEP,
                    account.id(),
                    new Actor.Sallyport(),
                    now,
                    unused.id(),
                    unused.label());
            tell(books, account, unused, "sleep", now);
        }
        return done;
    }

    private static void tell(Books books, Account account, AppPassword unused, String then, Instant now) {
        var values = Map.of("label", unused.label().value(), "apps", then);
        OwnersMail.tell(books, Notice.Kind.APP_PASSWORD_UNUSED, account, values, now);
    }
}
