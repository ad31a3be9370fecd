/// Real mail servers that ask in the Dovecot protocol, and the programs that send mail through them.
///
/// Owns a private chasquid, made from `acceptance/peers`, and an agent beside Postfix and Exim.
/// Never looks inside Sallyport: what is known is what an app was told.
/// Called by nobody. Hands over to the harness.
@NullMarked
package org.sallyport.acceptance.submission;

import org.jspecify.annotations.NullMarked;
