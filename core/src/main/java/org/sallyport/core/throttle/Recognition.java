package org.sallyport.core.throttle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Secret;

/// Tells in memory whether a secret was judged before for the same account, without keeping the secret. A new account
/// password makes every earlier recognition worthless, because its date is part of the digest.
public final class Recognition {
    private final Keyset keyset;

    public Recognition(Keyset keyset) {
        this.keyset = keyset;
    }

    /// @param account its id, or the canonical name where there is none
    /// @param passwordChanged when the account password was last set
    public Digest of(String account, Instant passwordChanged, Secret secret) {
        return keyset.digest(
                Purpose.RECOGNITION,
                keyset.primaryId(),
                secret,
                account.getBytes(StandardCharsets.UTF_8),
                ByteBuffer.allocate(Long.BYTES)
                        .putLong(passwordChanged.toEpochMilli())
                        .array());
    }

    /// The 64 bit that the throttle keeps.
    public static long shortened(Digest recognition) {
        return ByteBuffer.wrap(recognition.value()).getLong();
    }
}
