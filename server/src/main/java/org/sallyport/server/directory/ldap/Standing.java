package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.time.Instant;
import org.sallyport.core.source.SourceState;

/// Whether an entry may sign in, as directories say it.
final class Standing {
    private static final String CONTROL = "userAccountControl";
    private static final String EXPIRES = "accountExpires";
    private static final String LOCKED_FOR_EVER = "pwdAccountLockedTime";
    private static final String LOCK = "nsAccountLock";

    static final String[] ATTRIBUTES = {CONTROL, EXPIRES, LOCKED_FOR_EVER, LOCK};

    /// ADS_UF_ACCOUNTDISABLE
    private static final int DISABLED = 2;

    /// draft-behera-ldap-password-policy section 5.3.3: locked until somebody takes that back.
    private static final String FOR_EVER = "000001010000Z";

    private Standing() {}

    static SourceState of(Entry entry, Instant now) {
        var control = entry.getAttributeValueAsInteger(CONTROL);
        var expires = entry.getAttributeValueAsLong(EXPIRES);
        boolean isOut = control != null && (control & DISABLED) != 0
                || expires != null
                        && Stamps.ofWindows(expires)
                                .filter(end -> !now.isBefore(end))
                                .isPresent()
                || FOR_EVER.equals(entry.getAttributeValue(LOCKED_FOR_EVER))
                || "true".equalsIgnoreCase(entry.getAttributeValue(LOCK));
        return isOut ? SourceState.DISABLED : SourceState.PRESENT;
    }
}
