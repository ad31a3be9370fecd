/// The program as somebody at a terminal meets it: what it prints, what it leaves behind, and how it ends.
///
/// Owns no rule of the product. Never needs a network beyond this machine, nor a fixed port.
@NullMarked
package org.sallyport.server.main;

import org.jspecify.annotations.NullMarked;
