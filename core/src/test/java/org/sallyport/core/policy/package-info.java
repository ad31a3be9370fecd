/// Proofs of what `org.sallyport.core.policy` promises.
@NullMarked
package org.sallyport.core.policy;

import org.jspecify.annotations.NullMarked;
