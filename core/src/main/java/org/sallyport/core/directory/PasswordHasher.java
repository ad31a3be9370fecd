package org.sallyport.core.directory;

import org.sallyport.core.secret.Secret;

/// Hashes passwords that people choose: slow on purpose, and bounded in how many it works on at once. Thread-safe.
public interface PasswordHasher {
    /// The part an [org.sallyport.core.store.Unavailable] names when too many passwords wait to be hashed.
    String BUSY = "password hashing";

    /// A digest in PHC string format with its own random salt.
    ///
    /// @throws org.sallyport.core.store.Unavailable when too many wait already
    String digest(Secret password);

    /// A digest that takes the place of an earlier one of the same account. It shares that one's salt where it can, so
    /// that one hash tells whether a password is the one or the other.
    ///
    /// @throws org.sallyport.core.store.Unavailable when too many wait already
    String digestAfter(Secret password, String earlier);

    /// Whether the digest was made from this password.
    ///
    /// @throws org.sallyport.core.store.Unavailable when too many wait already, or the digest's key is gone
    boolean matches(Secret password, String digest);

    /// Which of the two digests was made from this password, for the price of one: an earlier one that shares no salt
    /// with the present one is not recognised.
    ///
    /// @throws org.sallyport.core.store.Unavailable when too many wait already, or the present digest's key is gone
    PasswordCheck check(Secret password, String digest, String earlier);

    /// Whether a digest made now would pass through another key or cost another price.
    boolean isOutdated(String digest);
}
