package org.sallyport.core.verify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordDigest;
import org.sallyport.core.policy.MfaStanding;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Secret;

/// Everything the rules need to know about one account at one moment, so that they look nothing up.
///
/// @param appPasswords open, expired and revoked ones, newest last
/// @param passwordChanged when the account password was last set
public record AccountSnapshot(
        Account account, byte[] salt, MfaStanding standing, List<AppPassword> appPasswords, Instant passwordChanged) {

    public AccountSnapshot {
        appPasswords = List.copyOf(appPasswords);
    }

    /// The app password that these letters are, if any. Computes one digest for every key that made one of them, which
    /// is one unless keys were rotated, and compares with all in constant time.
    @Nullable
    AppPassword match(Secret letters, AppPasswordDigest digests) {
        AppPassword found = null;
        Digest candidate = null;
        for (AppPassword appPassword : appPasswords) {
            int keyId = appPassword.digest().keyId();
            if (candidate == null || candidate.keyId() != keyId) {
                candidate = digests.under(keyId, account.id(), salt, letters);
            }
            if (candidate != null && candidate.matches(appPassword.digest())) {
                found = appPassword;
            }
        }
        return found;
    }
}
