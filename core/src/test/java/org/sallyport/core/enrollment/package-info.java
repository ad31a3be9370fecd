/// Proofs of what `org.sallyport.core.enrollment` promises.
@NullMarked
package org.sallyport.core.enrollment;

import org.jspecify.annotations.NullMarked;
