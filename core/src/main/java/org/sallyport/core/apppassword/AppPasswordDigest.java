package org.sallyport.core.apppassword;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Secret;

/// Makes the digest of an app password: HMAC-SHA-256 over what binds it to the account (a hash of its id and its
/// salt) and the letters. The id keeps a digest from being worth anything in another account's row; the salt
/// keeps one guess from being tried on all accounts; the key, which is not in the database, keeps the database
/// alone from being tried at all.
public final class AppPasswordDigest {
    private final Keyset keyset;
    private final Binding nobody = new Binding(AccountId.fresh(), new byte[16]);

    public AppPasswordDigest(Keyset keyset) {
        this.keyset = keyset;
    }

    /// What binds a digest to an account, whatever the letters and the key: computed once for each snapshot.
    public static final class Binding {
        // With 24 letters and two lengths still one block of SHA-256; nobody finds two accounts that share 192 bit.
        private static final int BYTES = 24;

        private final byte[] value;

        public Binding(AccountId account, byte[] salt) {
            try {
                var sha = MessageDigest.getInstance("SHA-256");
                sha.update(account.bytes());
                value = Arrays.copyOf(sha.digest(salt), BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("SHA-256 is part of every JDK", e);
            }
        }
    }

    /// Under the primary key, for a new app password.
    public Digest of(AccountId account, byte[] salt, Secret letters) {
        return digest(keyset.primaryId(), new Binding(account, salt), letters);
    }

    /// Looks for a key that is not in memory; may read a file.
    public void lookFor(int keyId) {
        var _ = keyset.holds(keyId);
    }

    /// Under an older key, to compare; null where that key is not in memory. Never blocks.
    public @Nullable Digest under(int keyId, Binding binding, Secret letters) {
        return keyset.hasAtHand(keyId) ? digest(keyId, binding, letters) : null;
    }

    /// Makes one that is compared with nothing, so that looking where there is none takes as long.
    public void forNothing(Secret letters) {
        var _ = digest(keyset.primaryId(), nobody, letters);
    }

    private Digest digest(int keyId, Binding binding, Secret letters) {
        return keyset.digest(Purpose.APP_PASSWORD, keyId, letters, binding.value);
    }
}
