package org.sallyport.core.roster;

import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.PosixIds;

/// Somebody as the roster has them.
///
/// @param posix empty where Unix machines do not know this account
public record Listed(Account account, Optional<PosixIds> posix) {}
