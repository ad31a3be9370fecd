package org.sallyport.core.method;

import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of passkeys, looked up by what the browser sends. They are entered and removed as [Methods].
public interface Passkeys {
    static Passkeys in(Books books) {
        return books.book(Passkeys.class);
    }

    /// @param credentialId base64url without padding
    Optional<Passkey> find(String credentialId);

    /// Keeps what a use has changed: the signature count and what the authenticator said of itself.
    ///
    /// @return false when there is no such passkey any more
    boolean used(Passkey passkey);
}
