/// Proofs of what `org.sallyport.core.method` promises.
@NullMarked
package org.sallyport.core.method;

import org.jspecify.annotations.NullMarked;
