/// Clear text and the keys that protect it: the only package of the core that touches either.
///
/// Owns [org.sallyport.core.secret.Secret] (clear text that prints as `Secret[hidden]`), the generator of
/// secrets, the keyset with its file and rotation, keyed digests and row-bound encryption.
/// Never stores anything but the keyset file, and never decides whether somebody may pass.
/// Called by every package that issues, checks or keeps a secret. Hands over to the JDK's own cryptography.
@NullMarked
package org.sallyport.core.secret;

import org.jspecify.annotations.NullMarked;
