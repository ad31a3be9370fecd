package org.sallyport.core.account;

import java.time.Instant;
import java.util.Optional;

/// A way to reach somebody.
///
/// @param origin who put it on record
/// @param verified when a code sent there came back; empty before
public record Contact(EmailAddress address, Origin origin, Optional<Instant> verified) {
    public enum Origin {
        /// The organisation had it, or an admin gave it: only an admin changes it.
        ORGANISATION,
        /// The person gave it because none was on record; until it is verified they may correct it.
        PERSON
    }

    public static Contact onRecord(EmailAddress address) {
        return new Contact(address, Origin.ORGANISATION, Optional.empty());
    }

    public static Contact givenByPerson(EmailAddress address) {
        return new Contact(address, Origin.PERSON, Optional.empty());
    }

    public Contact verifiedAt(Instant now) {
        return new Contact(address, origin, Optional.of(now));
    }

    /// Whether the person may still put another one in its place.
    public boolean mayBeCorrected() {
        return origin == Origin.PERSON && verified.isEmpty();
    }
}
