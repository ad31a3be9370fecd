/// Account snapshots in memory, within a bound.
///
/// Owns which snapshots are kept and which have to go when there is no more room.
/// Never decides for how long one may be believed (the core does), and never reads the store by itself.
/// Called by the core through its port. Hands over to the loader it is given for what is not
/// there.
@NullMarked
package org.sallyport.server.snapshot;

import org.jspecify.annotations.NullMarked;
