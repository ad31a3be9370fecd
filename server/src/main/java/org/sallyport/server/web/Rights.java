package org.sallyport.server.web;

import org.sallyport.core.account.Account;
import org.sallyport.core.policy.MfaStanding;
import org.sallyport.core.policy.Policy;
import org.sallyport.core.staff.AdminsNeed;

/// What holds for a visitor, read anew for every request.
///
/// @param role that counts: an admin's is an owner's where no owner is
/// @param holdsPasskey whether they have registered one; asked of staff only
/// @param need what the administration asks of them, if they are of the staff
public record Rights(MfaStanding standing, Policy policy, Account.Role role, boolean holdsPasskey, AdminsNeed need) {}
