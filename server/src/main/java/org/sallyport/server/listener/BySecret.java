package org.sallyport.server.listener;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Finds programs by the secrets that they show. Thread-safe.
///
/// What is compared are digests under a key that lives as long as the process: neither the time a comparison takes nor
/// the memory of this object says anything about a secret.
public final class BySecret<T> {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Mac prototype;
    private final List<Known<T>> known;

    /// @param found what is told of one of them when its secret is shown
    /// @param secret of one of them, cleared here
    public <P> BySecret(List<P> all, Function<P, T> found, Function<P, byte[]> secret) {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        this.prototype = mac(key);
        Arrays.fill(key, (byte) 0);
        this.known = all.stream()
                .map(one -> new Known<>(Optional.of(found.apply(one)), digestOf(secret.apply(one))))
                .toList();
    }

    /// Whose secret this is. Compares with every known one, in the same time wherever the right one stands.
    public Optional<T> find(byte[] shown) {
        var digest = digest(shown);
        Optional<T> found = Optional.empty();
        for (var candidate : known) {
            if (MessageDigest.isEqual(candidate.digest, digest)) {
                found = candidate.whose;
            }
        }
        return found;
    }

    private byte[] digestOf(byte[] clear) {
        try {
            return digest(clear);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private byte[] digest(byte[] clear) {
        try {
            return ((Mac) prototype.clone()).doFinal(clear);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(HMAC + " of the JDK can be cloned", e);
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

    private static final class Known<T> {
        final Optional<T> whose;
        final byte[] digest;

        Known(Optional<T> whose, byte[] digest) {
            this.whose = whose;
            this.digest = digest;
        }
    }
}
