package org.sallyport.server.web.admin.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.audit.AuditKind;

/// What entries of the audit log are about, as the form offers it. Every kind belongs to one.
public enum AuditTopic {
    APP_SIGN_INS(
            AuditKind.APP_SIGN_IN_ACCEPTED,
            AuditKind.APP_SIGN_IN_REJECTED,
            AuditKind.APP_SENT_OLD_SECRET,
            AuditKind.APP_SIGN_IN_REPORTED),
    SIGN_INS(
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
            AuditKind.DEVICES_FORGOTTEN),
    APP_PASSWORDS(
            AuditKind.APP_PASSWORD_ISSUED,
            AuditKind.APP_PASSWORD_FIRST_USED,
            AuditKind.APP_PASSWORD_PLACE_ALLOWED,
            AuditKind.APP_PASSWORD_RENAMED,
            AuditKind.APP_PASSWORD_REVOKED,
            AuditKind.APP_PASSWORD_PUT_TO_SLEEP,
            AuditKind.APP_PASSWORD_WOKEN,
            AuditKind.CONNECTIONS_CLOSED),
    METHODS(
            AuditKind.ENROLLMENT_STARTED,
            AuditKind.METHOD_REGISTERED,
            AuditKind.METHOD_RENAMED,
            AuditKind.DEFAULT_METHOD_SET,
            AuditKind.METHOD_REMOVED,
            AuditKind.METHODS_RESET,
            AuditKind.RECOVERY_CODES_MADE,
            AuditKind.ONBOARDING_CODE_MADE,
            AuditKind.ONBOARDING_CODE_USED),
    ACCOUNTS(
            AuditKind.ACCOUNT_ADDED,
            AuditKind.PEOPLE_IMPORTED,
            AuditKind.PEOPLE_IMPORT_UNDONE,
            AuditKind.BULK_ACT_BEGAN,
            AuditKind.PROFILE_CHANGED,
            AuditKind.ACCOUNT_DISABLED,
            AuditKind.ACCOUNT_ENABLED,
            AuditKind.ACCOUNT_SUSPENDED,
            AuditKind.ACCOUNT_WOKEN,
            AuditKind.SOURCE_LINKED,
            AuditKind.SOURCE_UNLINKED,
            AuditKind.SOURCE_CONFLICT,
            AuditKind.SOURCE_CONFLICT_LEFT,
            AuditKind.ACCOUNT_DELETION_PLANNED,
            AuditKind.ACCOUNT_DELETION_TAKEN_BACK,
            AuditKind.ACCOUNT_DELETED,
            AuditKind.NAME_FREED,
            AuditKind.SOURCE_HELD,
            AuditKind.SOURCE_RELEASED,
            AuditKind.SOURCE_READING_ASKED,
            AuditKind.ACCOUNT_PASSWORD_SET,
            AuditKind.ACCOUNT_PASSWORD_REJECTED,
            AuditKind.FORGOTTEN_PASSWORD_CODE_SENT,
            AuditKind.FORGOTTEN_PASSWORD_PROVED,
            AuditKind.FORGOTTEN_PASSWORD_REJECTED,
            AuditKind.CONTACT_ADDED,
            AuditKind.CONTACT_VERIFIED,
            AuditKind.POSIX_IDS_SET,
            AuditKind.POSIX_IDS_CLEARED,
            AuditKind.SENDER_FORGOTTEN,
            AuditKind.ROLE_SET,
            AuditKind.PROPOSAL_MADE,
            AuditKind.PROPOSAL_DECIDED,
            AuditKind.STAFF_REFUSED),
    PROGRAMS(AuditKind.API_TOKEN_MADE, AuditKind.API_TOKEN_REVOKED, AuditKind.API_TOKEN_REFUSED),
    REQUIREMENTS(
            AuditKind.MFA_REQUIREMENT_SET,
            AuditKind.MFA_REQUIREMENT_CLEARED,
            AuditKind.POLICY_SET,
            AuditKind.POLICY_CLEARED,
            AuditKind.ROLLOUT_STARTED,
            AuditKind.ROLLOUT_CHANGED,
            AuditKind.ROLLOUT_OVER,
            AuditKind.SWITCHED_TO_APP_PASSWORDS,
            AuditKind.SWITCH_TAKEN_BACK),
    DEVICES(
            AuditKind.DEVICE_ADDED,
            AuditKind.DEVICE_CHANGED,
            AuditKind.DEVICE_CARD_MADE,
            AuditKind.DEVICE_HANDED_OVER,
            AuditKind.DEVICE_PAUSED,
            AuditKind.DEVICE_RESUMED,
            AuditKind.DEVICE_DELETED,
            AuditKind.DEVICE_MAIL_REFUSED),
    DEFENCE(
            AuditKind.ACCOUNT_UNDER_ATTACK,
            AuditKind.SOURCE_SLOWED,
            AuditKind.STRESS_BEGAN,
            AuditKind.STRESS_ENDED,
            AuditKind.TAMPERING_FOUND),
    OPERATION(
            AuditKind.DEAD_LETTERS_RETRIED,
            AuditKind.DEAD_LETTERS_DROPPED,
            AuditKind.AUDIT_PRUNED,
            AuditKind.AUDIT_EXPORTED,
            AuditKind.AUDIT_VERIFIED,
            AuditKind.PEOPLE_EXPORTED,
            AuditKind.WEBHOOK_ADDED,
            AuditKind.WEBHOOK_CHANGED,
            AuditKind.WEBHOOK_PAUSED,
            AuditKind.WEBHOOK_RESUMED,
            AuditKind.WEBHOOK_KEY_MADE,
            AuditKind.WEBHOOK_TRIED,
            AuditKind.WEBHOOK_REMOVED,
            AuditKind.KEY_ROTATED);

    @SuppressWarnings("ImmutableEnumChecker") // a list that nobody changes
    private final List<AuditKind> kinds;

    AuditTopic(AuditKind... kinds) {
        this.kinds = List.of(kinds);
    }

    static Optional<AuditTopic> find(String code) {
        return Arrays.stream(values())
                .filter(topic -> topic.code().equals(code))
                .findFirst();
    }

    /// How addresses and messages name it; unlike the code of any kind.
    public String code() {
        return "all-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public List<AuditKind> kinds() {
        return kinds;
    }
}
