package org.sallyport.core.staff;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sallyport.core.account.AccountId;

/// Something that one of the staff wants done and another has to approve.
///
/// @param why as the proposer said it, a [org.sallyport.core.audit.Reason]
/// @param until when it can be approved
public record Proposal(UUID id, AccountId proposer, Proposed what, String why, Instant made, Instant until) {
    public static final Duration GOOD_FOR = Duration.ofDays(7);

    public boolean isExpired(Instant now) {
        return !now.isBefore(until);
    }
}
