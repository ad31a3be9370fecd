/// Proofs of what `org.sallyport.core.intake` promises.
@NullMarked
package org.sallyport.core.intake;

import org.jspecify.annotations.NullMarked;
