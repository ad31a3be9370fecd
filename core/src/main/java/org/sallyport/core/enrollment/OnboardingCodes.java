package org.sallyport.core.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.ContactCodes;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Store;

/// Codes that an admin hands to somebody in person, for the wizard where no contact is on record, for whoever
/// has lost every method, and in place of a forgotten account password. Thread-safe.
public final class OnboardingCodes {
    /// Handed over and typed at once.
    public static final Duration AT_ONCE = ContactCodes.GOOD_FOR;

    /// The longest that a code can wait to be typed, in hours.
    public static final int MOST_HOURS = 72;

    /// What an onboarding code is bound to besides the account.
    public static final String BINDING = "enrollment";

    private final Store store;
    private final ContactCodes codes;
    private final InstantSource clock;

    public OnboardingCodes(Store store, ContactCodes codes, InstantSource clock) {
        this.store = store;
        this.codes = codes;
        this.clock = clock;
    }

    /// A new code in place of an earlier one, good once; shown to the admin and then closed. Its owner hears that it
    /// was made.
    ///
    /// @param goodFor [#AT_ONCE], or up to [#MOST_HOURS] hours, which makes the code twice as long
    public Secret make(AccountId account, Duration goodFor, Actor by) {
        if (goodFor.compareTo(AT_ONCE) < 0 || goodFor.compareTo(Duration.ofHours(MOST_HOURS)) > 0) {
            throw new IllegalArgumentException(
                    "an onboarding code is good for 10 minutes to " + MOST_HOURS + " hours, found " + goodFor);
        }
        Instant now = clock.instant();
        return store.transact(books -> {
            var details = Map.of("minutes", Long.toString(goodFor.toMinutes()));
            AuditLog.in(books).append(AuditEvent.of(AuditKind.ONBOARDING_CODE_MADE, account, by, now, details));
            Accounts.in(books)
                    .find(account)
                    .ifPresent(owner -> OwnersMail.tell(books, Notice.Kind.ONBOARDING_CODE_MADE, owner, Map.of(), now));
            return codes.openOnboarding(books, account, BINDING, goodFor, now);
        });
    }
}
