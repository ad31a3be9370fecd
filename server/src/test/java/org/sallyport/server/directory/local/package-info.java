/// The password hash from outside: what it accepts, and that it never accepts anything else.
///
/// Owns no rule of the product. Never needs a network beyond this machine.
@NullMarked
package org.sallyport.server.directory.local;

import org.jspecify.annotations.NullMarked;
