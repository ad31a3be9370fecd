package org.sallyport.core.apppassword;

import java.util.Optional;

/// When an app password was used.
///
/// @param first kept before it is acknowledged, because it decides what comes later
/// @param last written behind, for people to read; empty until it has opened something
public record Uses(FirstUse first, Optional<LastUse> last) {
    /// None so far, and nothing hangs on the first.
    public static final Uses NONE = new Uses(new FirstUse.NotKept(), Optional.empty());

    public static Uses of(FirstUse first) {
        return new Uses(first, Optional.empty());
    }

    public Uses with(LastUse latest) {
        return new Uses(first, Optional.of(latest));
    }
}
