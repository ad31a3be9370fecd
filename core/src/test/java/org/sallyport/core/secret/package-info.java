/// Proofs of what `org.sallyport.core.secret` promises.
@NullMarked
package org.sallyport.core.secret;

import org.jspecify.annotations.NullMarked;
