package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.SearchScope;
import java.util.Optional;

/// How far a search reaches from its base (RFC 4511 section 4.5.1.2).
enum Reach {
    /// The base alone.
    BASE,
    /// What is right below it.
    ONE,
    /// The base and everything below.
    SUB;

    /// Empty for one that RFC 4511 does not know.
    static Optional<Reach> of(SearchScope scope) {
        int number = scope.intValue();
        return number >= 0 && number < values().length ? Optional.of(values()[number]) : Optional.empty();
    }
}
