package org.sallyport.core.apppassword;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;

/// An issued app password: everything about it but the secret, which nobody can get back.
///
/// @param digest of the canonical letters, keyed and salted with the account's salt
/// @param lastUse empty until it has opened something
public record AppPassword(
        AppPasswordId id,
        AccountId account,
        Label label,
        Digest digest,
        Scope scope,
        Lifetime lifetime,
        Optional<LastUse> lastUse) {

    public AppPassword revokedAt(Instant now) {
        var ended = new Lifetime(lifetime.issued(), lifetime.expires(), Optional.of(now));
        return new AppPassword(id, account, label, digest, scope, ended, lastUse);
    }

    public AppPassword withLabel(Label changed) {
        return new AppPassword(id, account, changed, digest, scope, lifetime, lastUse);
    }
}
