/// Proofs of what `org.sallyport.core.throttle` promises.
@NullMarked
package org.sallyport.core.throttle;

import org.jspecify.annotations.NullMarked;
