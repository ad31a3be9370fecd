package org.sallyport.core.staff;

import static org.sallyport.core.account.Permission.*;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;

/// Who may do what: the one table. It lists what is allowed, so a new permission is an owner's alone until it says
/// more.
public final class Duties {
    private static final Set<Permission> OF_OWNERS = EnumSet.allOf(Permission.class);
    private static final Set<Permission> OF_ADMINS = EnumSet.of(
            PEOPLE_SEE,
            PEOPLE_EXPORT,
            PEOPLE_CHANGE,
            PEOPLE_IMPORT,
            PEOPLE_DISABLE,
            PEOPLE_DELETE,
            SESSIONS_END,
            APP_PASSWORDS_REVOKE,
            METHODS_RESET,
            CODES_MAKE,
            POLICY_SEE,
            POLICY_CHANGE,
            OBSERVE,
            DEVICES_SEE,
            DEVICES_CHANGE,
            DEVICES_TEND,
            AUDIT_SEE,
            AUDIT_EXPORT,
            AUDIT_VERIFY,
            WEBHOOKS_MANAGE,
            SERVERS_SEE,
            SOURCES_SEE,
            SOURCES_CHANGE,
            ROLES_GRANT,
            API_TOKENS_MAKE,
            API_CLIENTS_MAKE,
            APPROVE);
    private static final Set<Permission> OF_HELP_DESKS = EnumSet.of(
            PEOPLE_SEE,
            PEOPLE_DISABLE,
            SESSIONS_END,
            APP_PASSWORDS_REVOKE,
            CODES_MAKE,
            DEVICES_SEE,
            DEVICES_TEND,
            API_TOKENS_MAKE);
    private static final Set<Permission> OF_AUDITORS = EnumSet.of(
            PEOPLE_SEE,
            PEOPLE_EXPORT,
            DEVICES_SEE,
            POLICY_SEE,
            OBSERVE,
            AUDIT_SEE,
            AUDIT_EXPORT,
            AUDIT_VERIFY,
            SERVERS_SEE,
            SOURCES_SEE,
            API_TOKENS_MAKE);

    /// What changes nothing of anybody's.
    private static final Set<Permission> LOOKING = EnumSet.of(
            PEOPLE_SEE,
            PEOPLE_EXPORT,
            DEVICES_SEE,
            POLICY_SEE,
            OBSERVE,
            AUDIT_SEE,
            AUDIT_EXPORT,
            AUDIT_VERIFY,
            SERVERS_SEE,
            SOURCES_SEE);

    private Duties() {}

    public static Set<Permission> of(Role role) {
        return Collections.unmodifiableSet(
                switch (role) {
                    case OWNER -> OF_OWNERS;
                    case ADMIN -> OF_ADMINS;
                    case HELP_DESK -> OF_HELP_DESKS;
                    case AUDITOR -> OF_AUDITORS;
                    case PERSON, DEVICE -> EnumSet.noneOf(Permission.class);
                });
    }

    /// What `role` may do about somebody of the role `whom`: nobody acts on whoever outranks them, and a help desk acts
    /// on nobody of the staff. Nobody does to a device what is done to people: it has pages of its own. Looking is no
    /// act.
    public static Set<Permission> about(Role role, Role whom) {
        return of(role).stream()
                .filter(permission -> LOOKING.contains(permission) || actsOn(role, whom))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }

    /// The roles that `role` may give to others: none above its own.
    public static Set<Role> grantedBy(Role role) {
        return Arrays.stream(Role.values())
                .filter(wanted -> wanted != Role.DEVICE && of(role).contains(ROLES_GRANT) && !wanted.outranks(role))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    private static boolean actsOn(Role role, Role whom) {
        if (whom == Role.DEVICE) {
            return false;
        }
        return role == Role.HELP_DESK ? !whom.isStaff() : !whom.outranks(role);
    }
}
