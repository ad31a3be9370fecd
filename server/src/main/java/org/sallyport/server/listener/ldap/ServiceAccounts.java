package org.sallyport.server.listener.ldap;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sallyport.core.secret.Secret;

/// Tells whether a service's password is right. Thread-safe.
///
/// Programs bind their own account again with every sign-in they check, so this costs one digest. What is compared are
/// digests under a key that lives as long as the process: neither the time a comparison takes nor the memory of this
/// object says anything about a password.
final class ServiceAccounts {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Mac prototype;
    private final List<Known> known;
    private final Map<String, LdapService> boundAsAccounts;

    ServiceAccounts(List<LdapService> services) {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        this.prototype = mac(key);
        Arrays.fill(key, (byte) 0);
        this.known = services.stream()
                .filter(service -> service.password().isPresent())
                .map(service -> new Known(
                        service, digest(service.name(), service.password().orElseThrow())))
                .toList();
        this.boundAsAccounts = services.stream()
                .filter(service -> service.account().isPresent())
                .collect(Collectors.toMap(LdapService::name, service -> service));
    }

    /// The service of this name that binds as an account; its password is judged like a person's.
    Optional<LdapService> boundAsAccount(String name) {
        return Optional.ofNullable(boundAsAccounts.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The service of this name, if this is its password. Compares with every known one, in the same time wherever the
    /// right one stands.
    Optional<LdapService> find(String name, Secret password) {
        var shown = digest(name.toLowerCase(Locale.ROOT), password);
        Optional<LdapService> found = Optional.empty();
        for (var candidate : known) {
            if (MessageDigest.isEqual(candidate.digest, shown)) {
                found = candidate.service;
            }
        }
        return found;
    }

    private byte[] digest(String name, Secret password) {
        var clear = password.copy();
        try {
            var mac = (Mac) prototype.clone();
            mac.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(clear);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HmacSHA256 of the JDK can be cloned", e);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is part of every JDK", e);
        }
    }

    private static final class Known {
        final Optional<LdapService> service;
        final byte[] digest;

        Known(LdapService service, byte[] digest) {
            this.service = Optional.of(service);
            this.digest = digest;
        }
    }
}
