/// What every door keeps to, whatever is spoken behind it.
@NullMarked
package org.sallyport.server.listener.door;

import org.jspecify.annotations.NullMarked;
