/// Proofs of what `org.sallyport.core.telephone` promises.
@NullMarked
package org.sallyport.core.telephone;

import org.jspecify.annotations.NullMarked;
