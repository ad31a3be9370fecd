/// Proofs of what `org.sallyport.core.caller` promises.
@NullMarked
package org.sallyport.core.caller;

import org.jspecify.annotations.NullMarked;
