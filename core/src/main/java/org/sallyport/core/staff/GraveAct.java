package org.sallyport.core.staff;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What staff do that can need a second one of them.
public enum GraveAct {
    /// Giving a role of staff to somebody who has a lower one, or none.
    ROLES,
    /// Taking MFA from a person, a group or everybody.
    EXEMPTIONS,
    /// Deciding a policy for everybody.
    POLICIES,
    /// Deciding, for a group or for everybody, that app passwords are not sealed on their first use, or wait for it for
    /// ever.
    SEALING,
    /// Deleting somebody's account.
    DELETIONS,
    /// Deleting a device.
    DEVICES;

    /// `roles`: how settings, rows and the pages call it; never changed.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The act with exactly this code.
    public static Optional<GraveAct> find(String code) {
        return Arrays.stream(values()).filter(act -> act.code().equals(code)).findFirst();
    }
}
