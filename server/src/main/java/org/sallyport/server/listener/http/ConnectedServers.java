package org.sallyport.server.listener.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Finds the connected server by the token it shows. Thread-safe.
///
/// What is compared are digests under a key that lives as long as the process: neither the time a comparison takes nor
/// the memory of this object says anything about a token.
final class ConnectedServers {
    private static final int KEY_BYTES = 32;

    private final Mac prototype;
    private final List<Known> known;

    ConnectedServers(List<ConnectedServer> servers) {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        this.prototype = mac(key);
        Arrays.fill(key, (byte) 0);
        this.known = servers.stream().map(this::known).toList();
    }

    /// The server whose token this is. Compares with every known one, in the same time wherever the right one stands.
    Optional<Asker> find(byte[] token) {
        var shown = digest(token);
        Optional<Asker> found = Optional.empty();
        for (var candidate : known) {
            if (MessageDigest.isEqual(candidate.digest, shown)) {
                found = candidate.asker;
            }
        }
        return found;
    }

    private Known known(ConnectedServer server) {
        var clear = server.token().copy();
        try {
            return new Known(Optional.of(new Asker(server.name(), server.role())), digest(clear));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private byte[] digest(byte[] token) {
        try {
            return ((Mac) prototype.clone()).doFinal(token);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HmacSHA256 of the JDK can be cloned", e);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static final class Known {
        final Optional<Asker> asker;
        final byte[] digest;

        Known(Optional<Asker> asker, byte[] digest) {
            this.asker = asker;
            this.digest = digest;
        }
    }
}
