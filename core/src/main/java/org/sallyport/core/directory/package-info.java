/// The upstream that owns accounts: is this the account password?
///
/// Owns the port that checks an account password.
/// Never knows app passwords.
/// Called by the verifier and by sign-in. Implemented in the server, by the local directory first.
@NullMarked
package org.sallyport.core.directory;

import org.jspecify.annotations.NullMarked;
