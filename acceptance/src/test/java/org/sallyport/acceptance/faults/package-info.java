/// The server killed at random moments, and what is left of what it had acknowledged.
///
/// Owns the load, the journal of what was asked and what was acknowledged, and the reckoning after each restart.
/// Never sees a class of the server: it starts `./sallyport serve`, fills in the pages' forms, asks the verify port and
/// runs the command line, as somebody outside could.
/// Called by `./verify --faults` only, since it takes minutes. Hands over to `harness` for programs, mail and codes.
@NullMarked
package org.sallyport.acceptance.faults;

import org.jspecify.annotations.NullMarked;
