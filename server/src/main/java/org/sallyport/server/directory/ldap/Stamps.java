package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.util.StaticUtils;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;

/// What directories say of when something was changed.
final class Stamps {
    private static final String ACTIVE_DIRECTORY = "pwdLastSet";
    private static final String OPEN_LDAP = "pwdChangedTime";
    private static final String MODIFIED = "modifyTimestamp";

    static final String[] ATTRIBUTES = {ACTIVE_DIRECTORY, OPEN_LDAP, MODIFIED};

    /// Between the beginning of Windows' time, 1601, and that of Java's, in tenths of a microsecond.
    private static final long EPOCH_OF_WINDOWS = 116_444_736_000_000_000L;

    private static final long TICKS_IN_A_MILLISECOND = 10_000;

    private Stamps() {}

    /// A text that is another one when the password is.
    static String ofPassword(Entry entry) {
        for (var attribute : ATTRIBUTES) {
            var value = entry.getAttributeValue(attribute);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /// When the password was set; empty where the directory does not say.
    static Optional<Instant> passwordSet(Entry entry) {
        var windows = Optional.ofNullable(entry.getAttributeValueAsLong(ACTIVE_DIRECTORY))
                .filter(ticks -> ticks > 0)
                .flatMap(Stamps::ofWindows);
        return windows.or(
                () -> Optional.ofNullable(entry.getAttributeValue(OPEN_LDAP)).flatMap(Stamps::ofText));
    }

    /// A moment of Windows; empty for those that stand for "never".
    static Optional<Instant> ofWindows(long ticks) {
        return ticks <= 0 || ticks == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli((ticks - EPOCH_OF_WINDOWS) / TICKS_IN_A_MILLISECOND));
    }

    /// RFC 4517 section 3.3.13.
    static Optional<Instant> ofText(String generalizedTime) {
        try {
            return Optional.of(
                    StaticUtils.decodeGeneralizedTime(generalizedTime).toInstant());
        } catch (ParseException unreadable) {
            return Optional.empty();
        }
    }
}
