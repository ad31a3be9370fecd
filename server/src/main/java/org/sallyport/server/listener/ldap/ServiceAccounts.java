package org.sallyport.server.listener.ldap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.listener.BySecret;

/// Tells whether a service's password is right. Programs bind their own account again with every sign-in they check, so
/// this costs one digest. Thread-safe.
final class ServiceAccounts {
    private final BySecret<LdapService> known;
    private final Map<String, LdapService> boundAsAccounts;

    ServiceAccounts(List<LdapService> services) {
        this.known = new BySecret<>(
                services.stream()
                        .filter(service -> service.password().isPresent())
                        .toList(),
                service -> service,
                service -> shown(service.name(), service.password().orElseThrow()));
        this.boundAsAccounts = services.stream()
                .filter(service -> service.account().isPresent())
                .collect(Collectors.toMap(LdapService::name, service -> service));
    }

    /// The service of this name that binds as an account; its password is judged like a person's.
    Optional<LdapService> boundAsAccount(String name) {
        return Optional.ofNullable(boundAsAccounts.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The service of this name, if this is its password.
    Optional<LdapService> find(String name, Secret password) {
        var shown = shown(name.toLowerCase(Locale.ROOT), password);
        try {
            return known.find(shown);
        } finally {
            Arrays.fill(shown, (byte) 0);
        }
    }

    /// Name and password in one, with what neither holds between them.
    private static byte[] shown(String name, Secret password) {
        var first = name.getBytes(StandardCharsets.UTF_8);
        var second = password.copy();
        try {
            var both = Arrays.copyOf(first, first.length + 1 + second.length);
            System.arraycopy(second, 0, both, first.length + 1, second.length);
            return both;
        } finally {
            Arrays.fill(second, (byte) 0);
        }
    }
}
