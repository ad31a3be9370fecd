/// Proofs of what `org.sallyport.core.rollout` promises.
@NullMarked
package org.sallyport.core.rollout;

import org.jspecify.annotations.NullMarked;
