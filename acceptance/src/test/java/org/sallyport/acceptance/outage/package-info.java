/// What every program says while Sallyport, or the database below it, is gone, silent or slow.
///
/// Owns the matrix of programs and outages, and the proof that none of it was counted against anybody.
/// Never tests what a program does otherwise: that is in the program's own package.
/// Called by the build. Hands over to the servers of the other packages.
@NullMarked
package org.sallyport.acceptance.outage;

import org.jspecify.annotations.NullMarked;
