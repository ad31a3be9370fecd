/// Whom Sallyport connects to, and whom never.
///
/// Owns no rule of the product. Never needs a network beyond this machine.
@NullMarked
package org.sallyport.server.outward;

import org.jspecify.annotations.NullMarked;
