package org.sallyport.core.account;

import java.util.Locale;

/// Something that staff may do, or see, beside looking after their own accounts. Which role has which is in one table,
/// [org.sallyport.core.staff.Duties].
public enum Permission {
    PEOPLE_SEE,
    PEOPLE_EXPORT,
    /// What is on record of somebody: name, language, contact, groups.
    PEOPLE_CHANGE,
    PEOPLE_IMPORT,
    PEOPLE_DISABLE,
    PEOPLE_DELETE,
    /// Signing people out, and forgetting their remembered browsers.
    SESSIONS_END,
    APP_PASSWORDS_REVOKE,
    METHODS_RESET,
    /// Onboarding codes.
    CODES_MAKE,
    POLICY_SEE,
    POLICY_CHANGE,
    OBSERVE,
    DEVICES_SEE,
    /// Making devices, deciding what they may do, and deleting them.
    DEVICES_CHANGE,
    /// Handing their secrets over, pausing and resuming them.
    DEVICES_TEND,
    AUDIT_SEE,
    AUDIT_EXPORT,
    AUDIT_VERIFY,
    /// Programs elsewhere that are told of what happens.
    WEBHOOKS_MANAGE,
    /// Which servers ask, from where, and what the configuration says of the listeners they ask through.
    SERVERS_SEE,
    SOURCES_SEE,
    /// Having a source read, and deciding what no rule decides about its people.
    SOURCES_CHANGE,
    ROLES_GRANT,
    /// Personal tokens for programs of one's own.
    API_TOKENS_MAKE,
    /// Clients: programs that exchange a secret for short-lived tokens.
    API_CLIENTS_MAKE,
    /// Deciding about what another of the staff has proposed.
    APPROVE;

    /// `people-see`: never changed.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
