package org.sallyport.core.session;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;

/// A browser that somebody is, or is about to be, signed in with.
///
/// @param key the keyed digest of the cookie; the cookie itself is not kept
/// @param account who is signed in; empty before
/// @param ends when it ends whatever happens
/// @param sealed what the pages remember, sealed for `browser_session:content:key`
public record BrowserSession(
        Digest key, Optional<AccountId> account, Instant created, Instant lastUsed, Instant ends, byte[] sealed) {
    public BrowserSession {
        sealed = sealed.clone();
    }

    @Override
    public byte[] sealed() {
        return sealed.clone();
    }
}
