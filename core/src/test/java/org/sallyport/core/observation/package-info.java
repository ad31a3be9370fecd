/// Proofs of what `org.sallyport.core.observation` promises.
@NullMarked
package org.sallyport.core.observation;

import org.jspecify.annotations.NullMarked;
