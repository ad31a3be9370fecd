/// Proofs of what `org.sallyport.core.roster` promises.
@NullMarked
package org.sallyport.core.roster;

import org.jspecify.annotations.NullMarked;
