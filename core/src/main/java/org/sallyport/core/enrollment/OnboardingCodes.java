package org.sallyport.core.enrollment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.ContactCodes;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Store;

/// Codes that an admin hands to somebody in person, for the wizard where no contact is on record, and in place of
/// a forgotten account password. Thread-safe.
public final class OnboardingCodes {
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

    /// A new code in place of an earlier one, good once and for ten minutes; shown to the admin and then closed.
    public Secret make(AccountId account, Actor by) {
        Instant now = clock.instant();
        return store.transact(books -> {
            AuditLog.in(books).append(AuditEvent.of(AuditKind.ONBOARDING_CODE_MADE, account, by, now, Map.of()));
            return codes.open(books, account, Challenge.Purpose.ONBOARDING, BINDING, now);
        });
    }
}
