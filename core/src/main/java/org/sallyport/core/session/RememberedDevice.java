package org.sallyport.core.session;

import java.time.Instant;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;

/// A browser that is not asked for a second factor at sign-in, for a while.
///
/// @param key the keyed digest of its token for this account; the token itself is not kept
/// @param id stays when the token changes
/// @param ends when it is forgotten whatever happens
/// @param sealed what is known of it, sealed for `remembered_device:content:key`
public record RememberedDevice(
        Digest key, UUID id, AccountId account, Instant remembered, Instant lastUsed, Instant ends, byte[] sealed) {
    public RememberedDevice {
        sealed = sealed.clone();
    }

    @Override
    public byte[] sealed() {
        return sealed.clone();
    }
}
