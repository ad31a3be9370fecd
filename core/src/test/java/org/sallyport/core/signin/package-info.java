/// Proofs of what `org.sallyport.core.signin` promises.
@NullMarked
package org.sallyport.core.signin;

import org.jspecify.annotations.NullMarked;
