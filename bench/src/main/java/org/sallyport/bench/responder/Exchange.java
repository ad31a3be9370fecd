package org.sallyport.bench.responder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What is said on one connection: answers each message when it is whole. One thread at a time.
abstract class Exchange {
    private static final String HMAC = "HmacSHA256";

    private final Map<Key, String> owners;
    private final Mac mac = mac();
    /// What has arrived and is not answered yet, up to [#length].
    byte[] waiting = new byte[8192];
    int length;

    /// A digest as the key of a map.
    record Key(String hex) {
        static Key of(Mac mac, byte[] letters) {
            return new Key(new String(mac.doFinal(letters), StandardCharsets.ISO_8859_1));
        }
    }

    /// @param owners who has which app password
    Exchange(Map<Key, String> owners) {
        this.owners = owners;
    }

    static Mac mac() {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(new byte[32], HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is part of every JDK", e);
        }
    }

    /// What is said first.
    byte[] greeting() {
        return new byte[0];
    }

    /// Takes what arrived and writes the answers to all messages that are whole now.
    final void feed(byte[] arrived, int count, ByteArrayOutputStream answers) {
        if (length + count > waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * (length + count));
        }
        System.arraycopy(arrived, 0, waiting, length, count);
        length += count;
        int from = 0;
        for (int behind = behindMessage(from); behind > 0; behind = behindMessage(from)) {
            answer(from, behind, answers);
            from = behind;
        }
        System.arraycopy(waiting, from, waiting, 0, length - from);
        length -= from;
    }

    /// Where the message that begins here ends; 0 while it is not whole.
    abstract int behindMessage(int from);

    /// Answers the message between these places.
    abstract void answer(int from, int behind, ByteArrayOutputStream answers);

    final boolean isRight(byte[] user, byte[] letters) {
        var owner = owners.get(Key.of(mac, letters));
        return owner != null && owner.equals(new String(user, StandardCharsets.UTF_8));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
