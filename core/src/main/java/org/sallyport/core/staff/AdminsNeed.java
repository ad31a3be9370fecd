package org.sallyport.core.staff;

import org.sallyport.core.account.Account.Role;

/// What staff need to have proved for the administration to open.
public enum AdminsNeed {
    /// A passkey, in this session. No code can be talked out of anybody then.
    PASSKEY,
    /// Any second factor, in this session.
    SECOND_FACTOR,
    /// What MFA asks of them anyway, and nothing where it is not required.
    NOTHING;

    /// Whether MFA has to be required of whoever has a role for it to be of use to them.
    public boolean requiresMfaOf(Role role) {
        return role.isStaff() && this != NOTHING;
    }
}
