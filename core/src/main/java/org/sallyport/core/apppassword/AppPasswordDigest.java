package org.sallyport.core.apppassword;

import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Secret;

/// Makes the digest of an app password: HMAC-SHA-256 over the account's id, its salt and the letters. The id keeps a
/// digest from being worth anything in another account's row; the salt keeps one guess from being tried on all
/// accounts; the key, which is not in the database, keeps the database alone from being tried at all.
public final class AppPasswordDigest {
    private final Keyset keyset;

    public AppPasswordDigest(Keyset keyset) {
        this.keyset = keyset;
    }

    /// Under the primary key, for a new app password.
    public Digest of(AccountId account, byte[] salt, Secret letters) {
        return keyset.digest(Purpose.APP_PASSWORD, keyset.primaryId(), letters, account.bytes(), salt);
    }

    /// Under an older key, to compare; null where that key is gone, and with it all it made.
    public @Nullable Digest under(int keyId, AccountId account, byte[] salt, Secret letters) {
        return keyset.holds(keyId) ? keyset.digest(Purpose.APP_PASSWORD, keyId, letters, account.bytes(), salt) : null;
    }
}
