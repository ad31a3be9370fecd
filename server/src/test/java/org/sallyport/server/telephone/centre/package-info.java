/// The other end of SMPP, for tests.
///
/// Owns a message centre on this machine. Never uses anything of the server: the acceptance tests, which see none of
/// its classes, are handed this package alone. Called by tests of both modules.
@NullMarked
package org.sallyport.server.telephone.centre;

import org.jspecify.annotations.NullMarked;
