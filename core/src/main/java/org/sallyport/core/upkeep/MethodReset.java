package org.sallyport.core.upkeep;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.enrollment.EnrollmentBook;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.recovery.RecoveryCodeBook;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Has somebody register their second factors anew: all of them go, with the recovery codes, the remembered browsers
/// and every browser session. Where MFA is required of them they set up at the next sign-in, with a code to the contact
/// on record as at the first time. It asks nobody whether they may: that is for whoever calls. Thread-safe.
public final class MethodReset {
    private final Store store;
    private final AppPasswords appPasswords;
    private final Revocations revocations;
    private final InstantSource clock;

    public MethodReset(Store store, AppPasswords appPasswords, Revocations revocations, InstantSource clock) {
        this.store = store;
        this.appPasswords = appPasswords;
        this.revocations = revocations;
        this.clock = clock;
    }

    /// What came of it.
    public enum Resetting {
        DONE,
        /// There was nothing to take away.
        NOTHING_REGISTERED,
        NO_SUCH_ACCOUNT
    }

    /// @param apps what becomes of the app passwords
    public Resetting reset(AccountId whom, Limits.PasswordChanged apps, Actor by, Reason why) {
        Instant now = clock.instant();
        var account = store.transact(books -> Accounts.in(books).find(whom));
        if (account.isEmpty()) {
            return Resetting.NO_SUCH_ACCOUNT;
        }
        Resetting came = store.transact(books -> reset(books, whom, apps, by, why, now));
        if (came == Resetting.DONE && apps != Limits.PasswordChanged.KEEP) {
            revocations.closeAll(account.get(), by);
        }
        return came;
    }

    private Resetting reset(
            Books books, AccountId whom, Limits.PasswordChanged apps, Actor by, Reason why, Instant now) {
        var account = Accounts.in(books).find(whom);
        var held = Methods.in(books).heldBy(whom);
        if (account.isEmpty()) {
            return Resetting.NO_SUCH_ACCOUNT;
        }
        if (held.isEmpty()) {
            return Resetting.NOTHING_REGISTERED;
        }
        int affected = settle(books, whom, apps, by, now);
        tell(books, account.get(), affected == 0 ? Limits.PasswordChanged.KEEP : apps, now);
        held.forEach(method -> Methods.in(books).remove(whom, method.id()));
        RecoveryCodeBook.in(books).replaceAll(whom, List.of());
        EnrollmentBook.in(books).remove(whom);
        RememberedDevices.in(books).removeAllOf(whom);
        BrowserSessions.in(books).removeAllOf(whom);
        Changes.in(books).changed(whom);
        var details = Map.of(
                "why", why.value(),
                "methods", Integer.toString(held.size()),
                "app-passwords", apps.name().toLowerCase(Locale.ROOT));
        AuditLog.in(books).append(AuditEvent.of(AuditKind.METHODS_RESET, whom, by, now, details));
        return Resetting.DONE;
    }

    private int settle(Books books, AccountId whom, Limits.PasswordChanged apps, Actor by, Instant now) {
        return switch (apps) {
            case KEEP -> 0;
            case SLEEP -> appPasswords.putAllToSleep(books, whom, by, now);
            case REVOKE -> appPasswords.revokeAll(books, whom, by, now);
        };
    }

    // While the methods are held: a mailbox that is removed hears of it too.
    private static void tell(Books books, Account owner, Limits.PasswordChanged apps, Instant now) {
        var values = apps == Limits.PasswordChanged.KEEP
                ? Map.<String, String>of()
                : Map.of("apps", apps.name().toLowerCase(Locale.ROOT));
        OwnersMail.tell(books, Notice.Kind.METHODS_RESET, owner, values, now);
    }
}
