/// Tests of recovery codes.
@NullMarked
package org.sallyport.core.recovery;

import org.jspecify.annotations.NullMarked;
