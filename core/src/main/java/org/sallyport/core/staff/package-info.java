/// Who may do what to whom.
///
/// Owns the one table of roles and permissions ([org.sallyport.core.staff.Duties]), the look-up of the role that counts
/// ([org.sallyport.core.staff.Staff]), and the desks where roles, requirements and policies are judged and done in one
/// transaction. Never shows anything, and asks nobody for a second factor. Called by the pages of the administration
/// and by commands. Hands over to `core.directory` and `core.policy`.
@NullMarked
package org.sallyport.core.staff;

import org.jspecify.annotations.NullMarked;
