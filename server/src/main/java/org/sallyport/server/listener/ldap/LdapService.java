package org.sallyport.server.listener.ldap;

import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.config.Ldap;

/// A program that asks over LDAP, and what the binds of its people stand for.
///
/// @param name what the audit log calls it: `nextcloud`; lower-case letters, digits, dots and hyphens. Its own bind
///     name is `cn=<name>,ou=services,<suffix>`
/// @param password its own, at least [Ldap.Service#LEAST_PASSWORD] bytes; without one, and
///     without an account, it cannot bind and so not search
/// @param account whose app passwords (for `ldap`) it binds with in the place of a password of its own
/// @param base people are found and bind below `ou=<base>,<suffix>` as this service's people; empty where binds follow
///     its own on the same connection
/// @param protocol which an app password must be for to be accepted for its people
/// @param outage how it is told "not now" to a bind of its own or of its people
public record LdapService(
        String name,
        Optional<Secret> password,
        Optional<Username> account,
        Optional<String> base,
        Protocol protocol,
        Ldap.Outage outage) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    public LdapService {
        requireName(name);
        base.ifPresent(LdapService::requireName);
        if (base.filter(Ldap.Service.TAKEN_BASES::contains).isPresent()) {
            throw new IllegalArgumentException("the base " + base.get() + " of " + name + " has a meaning already");
        }
        if (password.isPresent() && account.isPresent()) {
            throw new IllegalArgumentException(name + " binds with its password or as an account, not with both");
        }
        if (password.filter(secret -> secret.length() < Ldap.Service.LEAST_PASSWORD)
                .isPresent()) {
            throw new IllegalArgumentException(
                    "the password of " + name + " has at least " + Ldap.Service.LEAST_PASSWORD + " bytes");
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a service and its base are named by 1 to 64 lower-case letters, digits, dots and hyphens, found \""
                            + name + "\"");
        }
    }
}
