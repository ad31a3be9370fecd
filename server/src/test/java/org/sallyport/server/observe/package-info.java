/// The shape of a log line, whatever is put into it.
///
/// Owns no rule of the product. Never needs a network beyond this machine, nor a fixed port.
@NullMarked
package org.sallyport.server.observe;

import org.jspecify.annotations.NullMarked;
