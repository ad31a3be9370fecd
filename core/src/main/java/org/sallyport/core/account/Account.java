package org.sallyport.core.account;

import java.util.Optional;

/// Somebody who may hold app passwords.
///
/// @param contact the contact on record, to which codes and notices go; empty where none is known
/// @param revision counts changes; a replacement that was made from an older one is refused
public record Account(
        AccountId id,
        Username username,
        Profile profile,
        Role role,
        Status status,
        Optional<Contact> contact,
        long revision) {

    /// What somebody may do in the pages.
    public enum Role {
        PERSON,
        ADMIN
    }

    public enum Status {
        ACTIVE,
        /// Signs in nowhere; nothing is lost.
        DISABLED
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    public Account withStatus(Status changed) {
        return new Account(id, username, profile, role, changed, contact, revision);
    }

    public Account withContact(Contact changed) {
        return new Account(id, username, profile, role, status, Optional.of(changed), revision);
    }

    public Account withProfile(Profile changed) {
        return new Account(id, username, changed, role, status, contact, revision);
    }

    public Account withRevision(long changed) {
        return new Account(id, username, profile, role, status, contact, changed);
    }
}
