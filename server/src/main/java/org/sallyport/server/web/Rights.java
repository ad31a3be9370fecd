package org.sallyport.server.web;

import org.sallyport.core.account.Account;
import org.sallyport.core.policy.MfaStanding;
import org.sallyport.core.policy.Terms;

/// What holds for a visitor, read anew for every request.
///
/// @param terms on which they hold app passwords
/// @param role that counts: an admin's is an owner's where no owner is
/// @param holdsPasskey whether they have registered one; asked of staff only
public record Rights(MfaStanding standing, Terms terms, Account.Role role, boolean holdsPasskey) {}
