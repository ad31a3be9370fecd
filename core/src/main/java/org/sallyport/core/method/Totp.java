package org.sallyport.core.method;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time passwords: RFC 6238 with SHA-1, six digits and steps of 30 seconds, which is what every
/// authenticator app implements. Stateless; who accepts a step also has to remember it.
public final class Totp {
    /// 160 bit, as RFC 4226 section 4 (R6) recommends.
    public static final int KEY_BYTES = 20;

    public static final int DIGITS = 6;
    public static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    /// How far a clock may be off to be told so: ten minutes either way.
    private static final int DRIFT_STEPS = 20;

    private Totp() {}

    public static long stepAt(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), (long) STEP_SECONDS);
    }

    /// The code of one time step, with leading zeros.
    public static String code(byte[] key, long step) {
        byte[] hash = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        // RFC 4226 section 5.3: dynamic truncation.
        int offset = hash[hash.length - 1] & 0x0f;
        int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    }

    /// The step a code is good for: the present one, or the one before for the time it takes to type and send it (RFC
    /// 6238 section 5.2 allows one step of delay).
    static OptionalLong acceptedStep(byte[] key, String code, Instant now) {
        long present = stepAt(now);
        boolean isPresent = same(code(key, present), code);
        boolean isBefore = same(code(key, present - 1), code);
        if (isPresent) {
            return OptionalLong.of(present);
        }
        return isBefore ? OptionalLong.of(present - 1) : OptionalLong.empty();
    }

    /// A step outside the accepted ones that the code belongs to: the app's clock is off.
    static OptionalLong driftedStep(byte[] key, String code, Instant now) {
        long present = stepAt(now);
        for (int drift = 1; drift <= DRIFT_STEPS; drift++) {
            if (same(code(key, present + drift), code)) {
                return OptionalLong.of(present + drift);
            }
            if (drift > 1 && same(code(key, present - drift), code)) {
                return OptionalLong.of(present - drift);
            }
        }
        return OptionalLong.empty();
    }

    private static boolean same(String expected, String typed) {
        return MessageDigest.isEqual(
                expected.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                typed.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        byte[] copy = key.clone();
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(copy, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HmacSHA1 is part of every JDK", e);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }
}
