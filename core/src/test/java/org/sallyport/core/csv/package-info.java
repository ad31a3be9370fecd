@NullMarked
package org.sallyport.core.csv;

import org.jspecify.annotations.NullMarked;
