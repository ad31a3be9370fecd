package org.sallyport.core.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts a column so that it can be read only in the row it was written for: AES-256-GCM whose associated data names
/// the table, the column and the row. Thread-safe.
///
/// Layout: one byte version (1), four bytes key id, twelve bytes nonce, then ciphertext and tag. The nonce is random;
/// one key stays far below the 2^32 messages of NIST SP 800-38D section 8.3.
public final class Seal {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int HEAD = 1 + Integer.BYTES + NONCE;
    private static final int TAG_BITS = 128;

    private final Keyset keyset;
    private final SecretGenerator generator;

    public Seal(Keyset keyset, SecretGenerator generator) {
        this.keyset = keyset;
        this.generator = generator;
    }

    /// One cell of the database.
    public record Place(String table, String column, String row) {
        private byte[] associatedData() {
            return (table + ":" + column + ":" + row).getBytes(StandardCharsets.UTF_8);
        }
    }

    public byte[] seal(Place place, byte[] clear) {
        byte[] nonce = generator.bytes(NONCE);
        int keyId = keyset.primaryId();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keyId, nonce, place).doFinal(clear);
            return ByteBuffer.allocate(HEAD + sealed.length)
                    .put(VERSION)
                    .putInt(keyId)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /// @throws Broken when the bytes were not sealed for this place, were altered, or their key is gone
    public byte[] open(Place place, byte[] sealed) {
        if (sealed.length < HEAD || sealed[0] != VERSION) {
            throw new Broken(place);
        }
        int keyId = keyIdOf(sealed);
        if (!keyset.holds(keyId)) {
            throw new Broken(place);
        }
        byte[] nonce = Arrays.copyOfRange(sealed, HEAD - NONCE, HEAD);
        try {
            return cipher(Cipher.DECRYPT_MODE, keyId, nonce, place).doFinal(sealed, HEAD, sealed.length - HEAD);
        } catch (GeneralSecurityException altered) {
            throw new Broken(place, altered);
        }
    }

    /// Seals again under the primary key where another key made it; otherwise returns `sealed` itself.
    public byte[] renew(Place place, byte[] sealed) {
        byte[] clear = open(place, sealed);
        return keyIdOf(sealed) == keyset.primaryId() ? sealed : seal(place, clear);
    }

    private static int keyIdOf(byte[] sealed) {
        return ByteBuffer.wrap(sealed).getInt(1);
    }

    private Cipher cipher(int mode, int keyId, byte[] nonce, Place place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var key = new SecretKeySpec(keyset.derive(Purpose.SEAL, keyId), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.associatedData());
        return cipher;
    }

    /// Sealed bytes that cannot be opened where they were found: somebody moved or altered them, or the key is gone.
    public static final class Broken extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        Broken(Place place) {
            super("the sealed value in " + place + " cannot be opened");
        }

        Broken(Place place, Throwable cause) {
            super("the sealed value in " + place + " cannot be opened", cause);
        }
    }
}
