package org.sallyport.core.secret;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// HMAC-SHA-256 (RFC 2104) under one key. Thread-safe, without a lock and without anything kept for each thread.
///
/// What the key alone decides is computed once: the two digests after the first block of the inner and of the outer
/// text (RFC 2104 section 4). Every input goes on from copies of them, which is half the work of a `javax.crypto.Mac`
/// for inputs as short as ours.
final class KeyedMac {
    private static final String HASH = "SHA-256";

    // RFC 2104 section 2: B, ipad and opad.
    private static final int BLOCK = 64;
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    private final MessageDigest inner;
    private final MessageDigest outer;

    /// @param key at most one block long
    KeyedMac(byte[] key) {
        inner = begun(key, INNER_PAD);
        outer = begun(key, OUTER_PAD);
    }

    byte[] of(byte[] input) {
        return copy(outer).digest(copy(inner).digest(input));
    }

    private static MessageDigest begun(byte[] key, byte pad) {
        if (key.length > BLOCK) {
            throw new IllegalArgumentException("a key has at most " + BLOCK + " bytes, found " + key.length);
        }
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= pad;
        }
        try {
            var digest = MessageDigest.getInstance(HASH);
            digest.update(block);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(HASH + " is part of every JDK", e);
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }

    private static MessageDigest copy(MessageDigest begun) {
        try {
            return (MessageDigest) begun.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(HASH + " of the JDK can be cloned", e);
        }
    }
}
