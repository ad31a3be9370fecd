/// A real chat server that asks in the Dovecot protocol, and an app that signs in to it.
///
/// Owns a private Prosody, made from `acceptance/peers`.
/// Never looks inside Sallyport: what is known is what an app was told.
/// Called by Maven and by the outages. Hands over to the harness.
@NullMarked
package org.sallyport.acceptance.chat;

import org.jspecify.annotations.NullMarked;
