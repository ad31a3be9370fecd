/// "Set it up now": from nothing registered to a verified method and contact; and one more method later.
///
/// Owns the steps as one state machine that can be neither skipped nor reordered, that survives signing out and
/// that expires. Never shows anything and never sends a code itself. Called by the set-up pages. Hands over to `method`
/// for the factor and to `notice` for the code to the contact.
@NullMarked
package org.sallyport.core.enrollment;

import org.jspecify.annotations.NullMarked;
