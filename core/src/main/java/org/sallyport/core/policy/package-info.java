/// What admins decide: who needs MFA and within which limits.
///
/// Owns the MFA state of an account (Disabled, Enabled, Enforced), the requirement per person, per group and for
/// everybody, and the limits of the organisation.
/// Never registers or checks anything.
/// Called by the verifier, sign-in, enrollment, app passwords and the admin pages. Hands over to the store.
@NullMarked
package org.sallyport.core.policy;

import org.jspecify.annotations.NullMarked;
