package org.sallyport.core.account;

import java.time.Instant;
import java.util.Optional;

/// What is kept to check the secrets of one account.
///
/// @param salt 16 random bytes that enter every app-password digest of the account
/// @param passwordDigest the account password's digest in PHC string format; empty where the account password is kept
/// elsewhere or not set yet
/// @param passwordChanged when the account password was last set
public record Credentials(AccountId account, byte[] salt, Optional<String> passwordDigest, Instant passwordChanged) {
    public static final int SALT_BYTES = 16;

    public Credentials {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes, found " + salt.length);
        }
        salt = salt.clone();
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    /// Whether the account password that was set then is still the present one. Stores keep milliseconds.
    public boolean isOfPasswordSet(Instant then) {
        return passwordChanged.toEpochMilli() == then.toEpochMilli();
    }

    public Credentials withPasswordDigest(String digest, Instant now) {
        return new Credentials(account, salt, Optional.of(digest), now);
    }

    /// With another digest of the same account password.
    public Credentials withRenewedDigest(String digest) {
        return new Credentials(account, salt, Optional.of(digest), passwordChanged);
    }

    @Override
    public String toString() {
        return "Credentials[" + account + ", hidden]";
    }
}
