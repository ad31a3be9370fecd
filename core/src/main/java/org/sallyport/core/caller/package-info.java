/// The other end of a connection: which protocol it speaks and where it comes from.
///
/// Owns [org.sallyport.core.caller.Protocol], [org.sallyport.core.caller.Source] and
/// [org.sallyport.core.caller.Network].
/// Never looks anything up: no DNS, no geography.
/// Called by scopes, the throttle and the verifier; filled in by listeners. Hands over to nobody.
@NullMarked
package org.sallyport.core.caller;

import org.jspecify.annotations.NullMarked;
