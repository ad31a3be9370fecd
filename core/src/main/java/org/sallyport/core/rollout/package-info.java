/// Observe, then enforce: how a group, or everybody, goes from the account password to app passwords, one by one.
///
/// Owns the [org.sallyport.core.rollout.Rollout], who of it was switched over and why, the desk where admins start and
/// change one, and the work that switches people over and tells them in time.
/// Never judges a sign-in: what holds is a [org.sallyport.core.policy.Requirement], and
/// [org.sallyport.core.policy.Mfa] says what follows from it.
/// Called by the admin pages and the clockwork. Hands over to `core.policy`, `core.observation` and `core.notice`.
@NullMarked
package org.sallyport.core.rollout;

import org.jspecify.annotations.NullMarked;
