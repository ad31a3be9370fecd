/// People who confirm their sign-in with a code that reaches their telephone, with the built server and a gateway on
/// this machine.
@NullMarked
package org.sallyport.acceptance.telephone;

import org.jspecify.annotations.NullMarked;
