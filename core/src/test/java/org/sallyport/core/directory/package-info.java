/// Proofs of what `org.sallyport.core.directory` promises.
@NullMarked
package org.sallyport.core.directory;

import org.jspecify.annotations.NullMarked;
