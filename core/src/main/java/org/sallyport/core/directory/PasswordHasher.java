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

    /// Whether the digest was made from this password.
    ///
    /// @throws org.sallyport.core.store.Unavailable when too many wait already, or the digest's key is gone
    boolean matches(Secret password, String digest);
}
