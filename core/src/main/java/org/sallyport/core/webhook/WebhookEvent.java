package org.sallyport.core.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.audit.AuditKind;

/// What a webhook can be told of. The name in lower case with hyphens is the `type` of its messages, so a constant is
/// never renamed.
public enum WebhookEvent {
    ISSUE(AuditKind.APP_PASSWORD_ISSUED, AuditKind.APP_PASSWORD_WOKEN),
    REVOKE(AuditKind.APP_PASSWORD_REVOKED, AuditKind.APP_PASSWORD_PUT_TO_SLEEP),
    ENROLL(
            AuditKind.METHOD_REGISTERED,
            AuditKind.METHOD_REMOVED,
            AuditKind.RECOVERY_CODES_MADE,
            AuditKind.ONBOARDING_CODE_MADE,
            AuditKind.ONBOARDING_CODE_USED),
    /// Gathered: one message tells of many.
    REFUSE(
            AuditKind.APP_SIGN_IN_REJECTED,
            AuditKind.APP_SENT_OLD_SECRET,
            AuditKind.SIGN_IN_REJECTED,
            AuditKind.SECOND_FACTOR_REJECTED),
    SIGN_IN(
            AuditKind.SIGN_IN_PASSWORD_ACCEPTED,
            AuditKind.SIGN_IN_PASSKEY_ACCEPTED,
            AuditKind.SECOND_FACTOR_ACCEPTED,
            AuditKind.BROWSER_MOVED),
    ACCOUNT(
            AuditKind.ACCOUNT_ADDED,
            AuditKind.ACCOUNT_DISABLED,
            AuditKind.ACCOUNT_ENABLED,
            AuditKind.ACCOUNT_PASSWORD_SET,
            AuditKind.ROLE_SET),
    ATTACK(
            AuditKind.ACCOUNT_UNDER_ATTACK,
            AuditKind.SOURCE_SLOWED,
            AuditKind.STRESS_BEGAN,
            AuditKind.STRESS_ENDED,
            AuditKind.TAMPERING_FOUND);

    @SuppressWarnings("ImmutableEnumChecker") // a list that nobody changes
    private final List<AuditKind> kinds;

    WebhookEvent(AuditKind... kinds) {
        this.kinds = List.of(kinds);
    }

    /// `sign-in`
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<WebhookEvent> find(String code) {
        return Arrays.stream(values()).filter(e -> e.code().equals(code)).findFirst();
    }

    /// The one that this kind of entry belongs to; empty where nobody is told of it.
    public static Optional<WebhookEvent> of(AuditKind kind) {
        return Arrays.stream(values()).filter(e -> e.kinds.contains(kind)).findFirst();
    }
}
