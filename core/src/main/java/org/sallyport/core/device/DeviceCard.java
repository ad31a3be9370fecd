package org.sallyport.core.device;

import java.time.Duration;
import java.time.Instant;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;

/// The link that hands the secret of a device over once, as long as it is open.
///
/// @param token the keyed digest of what stands in the link, which is not kept
/// @param by whose card it is
public record DeviceCard(Digest token, Instant made, Instant ends, AccountId by) {
    public static final Duration GOOD_FOR = Duration.ofDays(3);
    public static final Duration AT_LEAST = Duration.ofHours(1);
    public static final Duration AT_MOST = Duration.ofDays(14);

    public boolean isOpen(Instant now) {
        return now.isBefore(ends);
    }
}
