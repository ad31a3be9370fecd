/// What people find in their mailboxes: a real Postfix takes Sallyport's mail, over TLS.
///
/// Owns a private Postfix with mailboxes, made from `acceptance/peers`.
/// Never looks inside Sallyport: what is known is what arrived, and what an operator is shown.
/// Called by nobody. Hands over to the harness.
@NullMarked
package org.sallyport.acceptance.mail;

import org.jspecify.annotations.NullMarked;
