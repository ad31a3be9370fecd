/// What admins decide: who needs MFA and within which limits.
///
/// Owns the MFA state of an account (Disabled, Enabled, Enforced), the requirement per person, per group and for
/// everybody, and what holds for whom: the limits of the organisation, and what was decided for everybody and for
/// groups. Never registers or checks anything. Called by the verifier, sign-in, enrollment, app passwords and the admin
/// pages. Hands over to the store.
@NullMarked
package org.sallyport.core.policy;

import org.jspecify.annotations.NullMarked;
