package org.sallyport.core.account;

import java.time.Instant;
import java.util.Optional;

/// A way to reach somebody that the organisation has on record, or that the person gave.
///
/// @param verified when a code sent there came back; empty before
public record Contact(EmailAddress address, Optional<Instant> verified) {
    public static Contact onRecord(EmailAddress address) {
        return new Contact(address, Optional.empty());
    }

    public Contact verifiedAt(Instant now) {
        return new Contact(address, Optional.of(now));
    }
}
