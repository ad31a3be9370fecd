/// What people do to look after their own accounts: what it demands and what it ends.
@NullMarked
package org.sallyport.core.upkeep;

import org.jspecify.annotations.NullMarked;
