package org.sallyport.server.listener.ldap;

import org.sallyport.core.verify.TypedName;

/// Whom the name of a bind means.
sealed interface BindName {
    /// No name at all.
    record Nobody() implements BindName {}

    /// One of `ou=services`; whether there is such a service is not said yet.
    record OfService(String name) implements BindName {}

    /// @param name the user name; whatever can be none is judged as one that nobody has
    /// @param branch where the name puts this person
    record OfPerson(TypedName name, Branch branch) implements BindName {}
}
