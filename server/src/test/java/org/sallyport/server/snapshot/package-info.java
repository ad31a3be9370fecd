/// Snapshots in memory: kept, bounded, and never given again once forgotten.
///
/// Owns no rule of the product. Never needs a network beyond this machine.
@NullMarked
package org.sallyport.server.snapshot;

import org.jspecify.annotations.NullMarked;
