/// Who may do what to whom.
///
/// Owns the one table of roles and permissions ([org.sallyport.core.staff.Duties]) and the look-up of the role that
/// counts ([org.sallyport.core.staff.Staff]).
/// Never does what staff want done: it only says whether they may.
/// Called by the pages of the administration. Hands over to the services of the core that do it.
@NullMarked
package org.sallyport.core.staff;

import org.jspecify.annotations.NullMarked;
