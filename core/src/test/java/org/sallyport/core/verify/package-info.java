/// Proofs of what `org.sallyport.core.verify` promises.
@NullMarked
package org.sallyport.core.verify;

import org.jspecify.annotations.NullMarked;
