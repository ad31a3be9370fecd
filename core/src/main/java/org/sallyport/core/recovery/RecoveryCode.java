package org.sallyport.core.recovery;

import java.time.Instant;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.MethodId;

/// A recovery code that was not used yet.
///
/// @param id names it among the things that prove; not a secret
/// @param digest in PHC string format; all codes of one set share its salt
public record RecoveryCode(MethodId id, AccountId account, String digest, Instant made) {
    @Override
    public String toString() {
        return "RecoveryCode[" + id + " of " + account + ", hidden]";
    }
}
