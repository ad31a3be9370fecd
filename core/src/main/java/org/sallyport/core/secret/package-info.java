/// Clear text and the keys that protect it. Elsewhere a secret is passed on unread, but for the few places that show,
/// send or weigh it once (`Secret.reveal`); nobody else touches a key.
///
/// Owns [org.sallyport.core.secret.Secret] (clear text that prints as `Secret[hidden]`), the generator of
/// secrets, the keyset with its file and rotation, keyed digests and row-bound encryption.
/// Never stores anything but the keyset file, and never decides whether somebody may pass.
/// Called by every package that issues, checks or keeps a secret. Hands over to the JDK's own cryptography.
@NullMarked
package org.sallyport.core.secret;

import org.jspecify.annotations.NullMarked;
