/// What no protocol may forget, each by itself.
@NullMarked
package org.sallyport.server.listener;

import org.jspecify.annotations.NullMarked;
