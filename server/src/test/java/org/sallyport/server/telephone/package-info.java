/// Codes as providers get them: by HTTP, by SMPP, to numbers as people type them.
///
/// Owns no rule of the product. Never needs a network beyond this machine.
@NullMarked
package org.sallyport.server.telephone;

import org.jspecify.annotations.NullMarked;
