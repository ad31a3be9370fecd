/// What people do to look after their own accounts.
///
/// Owns the change of an account password with everything that hangs on it: what has to be proved first, the sessions
/// that end, what becomes of the app passwords, and the word to the owner; and what proves somebody who forgot theirs.
/// Never judges a secret itself and never shows anything.
/// Called by the account pages and the command line. Hands over to `signin`, `method`, `directory` and
/// `apppassword`.
@NullMarked
package org.sallyport.core.upkeep;

import org.jspecify.annotations.NullMarked;
