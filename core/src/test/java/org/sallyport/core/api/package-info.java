/// Tests of what opens the API to programs.
@NullMarked
package org.sallyport.core.api;

import org.jspecify.annotations.NullMarked;
