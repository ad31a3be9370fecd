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

    /// Keeps what a use has changed, if nobody has used the passkey since it was read: one conditional write, so that
    /// of any number of answers to one challenge exactly one counts.
    ///
    /// @param read as [#find] gave it
    /// @return false when somebody was faster, or there is no such passkey any more
    boolean used(Passkey read, Passkey.LastUse use);
}
