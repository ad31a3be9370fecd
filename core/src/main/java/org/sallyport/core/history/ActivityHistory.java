package org.sallyport.core.history;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Store;

/// Reads for a person what was done to their account and by whom, as far back as the [sign-ins][SignInHistory] go.
/// Thread-safe.
public final class ActivityHistory {
    private static final int MOST_SHOWN = 100;
    private static final int READ_AT_ONCE = 500;
    private static final int MOST_READ = 10_000;

    /// What is shown: not the sign-ins of apps, which have a page of their own, and nothing that concerns everybody.
    private static final Set<AuditKind> SHOWN = EnumSet.of(
            AuditKind.ACCOUNT_ADDED,
            AuditKind.ACCOUNT_DISABLED,
            AuditKind.ACCOUNT_ENABLED,
            AuditKind.ACCOUNT_SUSPENDED,
            AuditKind.ACCOUNT_WOKEN,
            AuditKind.ACCOUNT_DELETION_PLANNED,
            AuditKind.ACCOUNT_DELETION_TAKEN_BACK,
            AuditKind.ROLE_SET,
            AuditKind.ACCOUNT_PASSWORD_SET,
            AuditKind.ACCOUNT_PASSWORD_REJECTED,
            AuditKind.FORGOTTEN_PASSWORD_CODE_SENT,
            AuditKind.FORGOTTEN_PASSWORD_PROVED,
            AuditKind.FORGOTTEN_PASSWORD_REJECTED,
            AuditKind.CONTACT_ADDED,
            AuditKind.CONTACT_VERIFIED,
            AuditKind.MFA_REQUIREMENT_SET,
            AuditKind.MFA_REQUIREMENT_CLEARED,
            AuditKind.POLICY_SET,
            AuditKind.POLICY_CLEARED,
            AuditKind.METHOD_REGISTERED,
            AuditKind.METHOD_RENAMED,
            AuditKind.DEFAULT_METHOD_SET,
            AuditKind.METHOD_REMOVED,
            AuditKind.METHODS_RESET,
            AuditKind.RECOVERY_CODES_MADE,
            AuditKind.ONBOARDING_CODE_MADE,
            AuditKind.ONBOARDING_CODE_USED,
            AuditKind.APP_PASSWORD_ISSUED,
            AuditKind.APP_PASSWORD_FIRST_USED,
            AuditKind.APP_PASSWORD_PLACE_ALLOWED,
            AuditKind.APP_PASSWORD_RENAMED,
            AuditKind.APP_PASSWORD_REVOKED,
            AuditKind.APP_PASSWORD_PUT_TO_SLEEP,
            AuditKind.APP_PASSWORD_WOKEN,
            AuditKind.SIGN_IN_PASSWORD_ACCEPTED,
            AuditKind.SIGN_IN_PASSKEY_ACCEPTED,
            AuditKind.SIGN_IN_PROVIDER_ACCEPTED,
            AuditKind.SIGN_IN_REJECTED,
            AuditKind.CODE_SENT,
            AuditKind.CODE_NOT_SENT,
            AuditKind.SECOND_FACTOR_ACCEPTED,
            AuditKind.SECOND_FACTOR_REJECTED,
            AuditKind.SIGNED_OUT,
            AuditKind.PROVIDER_SIGNED_OUT,
            AuditKind.BROWSER_MOVED,
            AuditKind.BROWSERS_SIGNED_OUT,
            AuditKind.DEVICE_REMEMBERED,
            AuditKind.DEVICE_RECOGNISED,
            AuditKind.DEVICES_FORGOTTEN,
            AuditKind.ACCOUNT_UNDER_ATTACK);

    private final Store store;
    private final InstantSource clock;

    public ActivityHistory(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Some of it, latest first.
    ///
    /// @param earlier the place to go on from; empty where nothing within reach is left
    public record Page(List<PastEvent> events, Optional<Long> earlier) {}

    /// The kinds of entries that are shown to their owner.
    public static Set<AuditKind> shown() {
        return EnumSet.copyOf(SHOWN);
    }

    /// What is shown before a place, [Long#MAX_VALUE] for the latest.
    public Page before(AccountId account, long before) {
        var shown = new ArrayList<PastEvent>();
        long place = before;
        for (int read = 0; read < MOST_READ && shown.size() < MOST_SHOWN; read += READ_AT_ONCE) {
            var entries = within(account, place);
            for (var entry : entries) {
                if (shown.size() < MOST_SHOWN) {
                    place = entry.number();
                    if (SHOWN.contains(entry.event().kind())) {
                        shown.add(PastEvent.of(account, entry));
                    }
                }
            }
            if (entries.size() < READ_AT_ONCE && shown.size() < MOST_SHOWN) {
                return new Page(shown, Optional.empty());
            }
        }
        return new Page(shown, within(account, place).isEmpty() ? Optional.empty() : Optional.of(place));
    }

    /// All that the log has about the account within reach, sign-ins of apps too, latest first; for an export, and for
    /// no more than so many thousand entries.
    public List<PastEvent> all(AccountId account) {
        var all = new ArrayList<PastEvent>();
        long place = Long.MAX_VALUE;
        for (int read = 0; read < MOST_READ; read += READ_AT_ONCE) {
            var entries = within(account, place);
            entries.forEach(entry -> all.add(PastEvent.of(account, entry)));
            if (entries.size() < READ_AT_ONCE) {
                break;
            }
            place = entries.getLast().number();
        }
        return all;
    }

    private List<AuditLog.Entry> within(AccountId account, long place) {
        Instant since = clock.instant().minus(SignInHistory.REACH);
        return store.look(books -> AuditLog.in(books).about(account, place, READ_AT_ONCE)).stream()
                .takeWhile(entry -> !entry.event().at().isBefore(since))
                .toList();
    }
}
