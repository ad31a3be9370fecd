/// The passwords of accounts that Sallyport keeps itself, hashed.
///
/// Owns the password hash: Argon2id over a keyed digest, in PHC string format, bounded in how much it works at once.
/// Never sees an app password, whose digests are cheap on purpose, and never decides whether somebody may pass.
/// Called by the core's directory through its port. Hands over to Bouncy Castle and to the keyset.
@NullMarked
package org.sallyport.server.directory.local;

import org.jspecify.annotations.NullMarked;
