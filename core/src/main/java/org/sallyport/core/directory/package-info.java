/// The upstream that owns accounts: is this the account password?
///
/// Owns the port that checks an account password; the accounts Sallyport keeps itself, which implement it here, with
/// what makes a password too weak; and the way in for the first admin.
/// Never knows app passwords, and hashes nothing: that port is implemented in the server.
/// Called by the throttle, the pages of admins and the command line. Hands over to the store.
@NullMarked
package org.sallyport.core.directory;

import org.jspecify.annotations.NullMarked;
