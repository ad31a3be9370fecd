package org.sallyport.core.secret;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A keyed digest: what is kept of a secret.
///
/// @param keyId which key of the keyset made it
/// @param value 32 bytes
public record Digest(int keyId, byte[] value) {
    public static final int BYTES = 32;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    public Digest {
        if (value.length != BYTES) {
            throw new IllegalArgumentException("a digest has " + BYTES + " bytes, found " + value.length);
        }
        value = value.clone();
    }

    /// A copy; the record stays as it is.
    @Override
    public byte[] value() {
        return value.clone();
    }

    /// The value as four numbers, for whoever compares it with many in constant time. `index` is 0 to 3.
    public long word(int index) {
        return (long) WORDS.get(value, index * Long.BYTES);
    }

    /// Compares in constant time.
    public boolean matches(Digest other) {
        return keyId == other.keyId && MessageDigest.isEqual(value, other.value);
    }

    /// Same as [#matches], so that a digest in a record never compares by reference or early exit.
    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && matches(that);
    }

    @Override
    public int hashCode() {
        return value[0] << 24 | (value[1] & 0xff) << 16 | (value[2] & 0xff) << 8 | value[3] & 0xff;
    }

    /// `key:hex`; one way to write a digest in a text column or as the key of a row.
    public String text() {
        return keyId + ":" + HexFormat.of().formatHex(value);
    }

    /// Reads what [#text] wrote.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        var digest = new Digest(
                Integer.parseInt(text, 0, Math.max(colon, 0), 10),
                HexFormat.of().parseHex(text, colon + 1, text.length()));
        if (!digest.text().equals(text)) {
            throw new IllegalArgumentException("a digest is written key:hex in lower case");
        }
        return digest;
    }

    @Override
    public String toString() {
        return "Digest[key " + keyId + "]";
    }
}
