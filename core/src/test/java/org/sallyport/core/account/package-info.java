/// Proofs of what `org.sallyport.core.account` promises.
@NullMarked
package org.sallyport.core.account;

import org.jspecify.annotations.NullMarked;
