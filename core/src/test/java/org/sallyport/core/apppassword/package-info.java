/// Proofs of what `org.sallyport.core.apppassword` promises.
@NullMarked
package org.sallyport.core.apppassword;

import org.jspecify.annotations.NullMarked;
