/// Rollouts for staff: who still sends the account password, who was switched over, and changing one.
///
/// Owns the list of rollouts, the page of one with its course, its people and its apps, and the forms that start and
/// change one, each with a preview, a reason and a second factor proved just now.
/// Never decides who is switched over. Called by browsers of staff, behind the gate. Hands over to `core.rollout`.
@NullMarked
package org.sallyport.server.web.admin.rollout;

import org.jspecify.annotations.NullMarked;
