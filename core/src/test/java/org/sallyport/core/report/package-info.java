/// Proofs of what `org.sallyport.core.report` promises.
@NullMarked
package org.sallyport.core.report;

import org.jspecify.annotations.NullMarked;
