package org.sallyport.core.telephone;

import java.util.Set;

/// Whoever sends messages to telephones. Thread-safe.
public interface Telephone {
    /// What came of it.
    enum Fate {
        /// The provider has taken it.
        SENT,
        /// The provider will never take a message to this number.
        REFUSED,
        /// Nobody can tell whether the provider has taken it: it may have cost, and may arrive.
        UNKNOWN
    }

    /// The forms it can send in; not empty.
    Set<PhoneMessage.Form> forms();

    /// Hands a message on. Takes seconds at most, never runs inside a transaction, and is never repeated by itself: a
    /// text that came twice would cost twice and confuse.
    ///
    /// @throws org.sallyport.core.store.Unavailable when it cannot be handed on now, and certainly was not
    Fate send(PhoneMessage message);
}
