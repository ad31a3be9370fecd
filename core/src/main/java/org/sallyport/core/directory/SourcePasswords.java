package org.sallyport.core.directory;

import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceName;

/// A source that knows the account passwords of its people. Thread-safe; may take seconds.
public interface SourcePasswords {
    SourceName source();

    /// Whether this is the password of somebody of the source. Nothing of it is kept but what tells, for some minutes
    /// and in memory, that the same wrong one comes again.
    ///
    /// @throws org.sallyport.core.store.Unavailable when it cannot tell, or does not ask now since so many wrong ones
    /// came lately that the source might lock the account; never for a wrong one
    PasswordCheck check(SourceKey key, Secret typed);
}
