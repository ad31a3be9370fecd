/// Which servers ask, through which listener, how often and with what success, and when each was last heard of.
///
/// Owns [org.sallyport.core.asking.ServerNotes], which gathers that in memory, and the book in which the moments are
/// kept so that they survive a restart and are seen from every node.
/// Never decides whether somebody may ask, never holds a token, and never names a person.
/// Called by the listeners at each answer, by the clockwork and by the pages of admins. Hands over to nobody.
@NullMarked
package org.sallyport.core.asking;

import org.jspecify.annotations.NullMarked;
