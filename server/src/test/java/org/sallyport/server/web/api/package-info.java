/// Tests of what programs reach.
@NullMarked
package org.sallyport.server.web.api;

import org.jspecify.annotations.NullMarked;
