package org.sallyport.server.listener.ldap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Where the next page of a search begins, as bytes for the caller to keep (RFC 2696). Nothing is kept here, so no
/// number of searches begun and left costs anything. A cookie is good for the very search it was given for, by the one
/// who asked. Thread-safe.
final class Cookies {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int TAG_BYTES = 16;
    // A user name has at most 254 characters.
    private static final int MOST_BYTES = TAG_BYTES + 1 + 4 * 256;

    private final SecretKeySpec key;

    Cookies() {
        var random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, HMAC);
    }

    /// A place in a search.
    ///
    /// @param section which part of it
    /// @param after the name of the last entry that was looked at there; empty before the first
    record Place(int section, String after) {
        static final Place START = new Place(0, "");
    }

    byte[] write(Place place, String search) {
        var after = place.after().getBytes(UTF_8);
        var content = ByteBuffer.allocate(1 + after.length)
                .put((byte) place.section())
                .put(after)
                .array();
        return ByteBuffer.allocate(TAG_BYTES + content.length)
                .put(tag(content, search))
                .put(content)
                .array();
    }

    /// Empty for one that was not given here for this search.
    Optional<Place> read(byte[] cookie, String search) {
        if (cookie.length == 0) {
            return Optional.of(Place.START);
        }
        if (cookie.length <= TAG_BYTES || cookie.length > MOST_BYTES) {
            return Optional.empty();
        }
        var content = Arrays.copyOfRange(cookie, TAG_BYTES, cookie.length);
        boolean ours = MessageDigest.isEqual(Arrays.copyOf(cookie, TAG_BYTES), tag(content, search));
        return ours
                ? Optional.of(new Place(content[0], new String(content, 1, content.length - 1, UTF_8)))
                : Optional.empty();
    }

    private byte[] tag(byte[] content, String search) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(content);
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(search.getBytes(UTF_8)), TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is part of every JDK", e);
        }
    }
}
