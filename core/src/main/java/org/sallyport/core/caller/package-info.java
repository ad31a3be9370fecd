/// The other end of a connection: which protocol it speaks, where it comes from and what it calls itself.
///
/// Owns [org.sallyport.core.caller.Protocol], [org.sallyport.core.caller.Source],
/// [org.sallyport.core.caller.Network] and [org.sallyport.core.caller.ClientName].
/// Never looks anything up: no DNS, no geography.
/// Called by scopes, the throttle and the verifier; filled in by listeners. Hands over to nobody.
@NullMarked
package org.sallyport.core.caller;

import org.jspecify.annotations.NullMarked;
