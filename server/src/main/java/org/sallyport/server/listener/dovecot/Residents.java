package org.sallyport.server.listener.dovecot;

import org.sallyport.core.account.Username;
import org.sallyport.core.store.Unavailable;

/// Which names are those of accounts. Thread-safe; may block.
@FunctionalInterface
public interface Residents {
    /// @throws Unavailable when nobody can tell now
    boolean include(Username name);
}
