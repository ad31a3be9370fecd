/// App passwords: issued, listed, renamed and revoked.
///
/// Owns the app password (label, scope, lifetime, digest) and the rules for issuing and revoking one.
/// Never keeps the clear text: it leaves once, in the value that issuing returns.
/// Called by the account pages, the admin pages and the command line; read by the verifier.
/// Hands over to the store; the person is told through `notice` in the same transaction.
@NullMarked
package org.sallyport.core.apppassword;

import org.jspecify.annotations.NullMarked;
