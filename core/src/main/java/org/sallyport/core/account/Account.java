package org.sallyport.core.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Somebody, or something, that may hold app passwords.
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

    /// What somebody may do in the pages beside looking after their own account: the further down, the more.
    public enum Role {
        /// Nobody: a scanner, a script, a shared mailbox. It has no account password and signs in to no page.
        DEVICE,
        PERSON,
        /// Reads what staff read, and changes nothing.
        AUDITOR,
        /// Helps people back in: no policy, no deletion, nothing about staff.
        HELP_DESK,
        ADMIN,
        /// May everything, also what concerns admins.
        OWNER;

        /// `help-desk`: how commands, settings and the pages call it; never changed.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The role with exactly this code that somebody can be given: nobody becomes a device.
        public static Optional<Role> find(String code) {
            return Arrays.stream(values())
                    .filter(role -> role != DEVICE && role.code().equals(code))
                    .findFirst();
        }

        /// Whether whoever has it sees more than what is their own.
        public boolean isStaff() {
            return outranks(PERSON);
        }

        public boolean outranks(Role other) {
            return compareTo(other) > 0;
        }
    }

    public enum Status {
        ACTIVE,
        /// Signs in nowhere; nothing is lost.
        DISABLED,
        /// The same, since a source of theirs says so. Wakes when the source says so, and no admin can wake it.
        SUSPENDED
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /// Whether there is no person behind it.
    public boolean isDevice() {
        return role == Role.DEVICE;
    }

    /// Whether they administer, as an admin or as an owner.
    public boolean isAdmin() {
        return role == Role.ADMIN || role == Role.OWNER;
    }

    public Account withRole(Role changed) {
        return new Account(id, username, profile, changed, status, contact, revision);
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
