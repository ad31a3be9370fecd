/// Second factors: what a person proves besides the account password.
///
/// Owns the kinds of methods, the authenticator app (TOTP, RFC 6238), challenges answered by a code, and the count of
/// wrong tries and of codes sent.
/// Never decides when a factor is needed (see `signin` and `policy`) and never sends anything (see `notice` and
/// `telephone`). Called by enrollment and sign-in. Hands over to the store, where each code is accepted once by a
/// conditional write.
@NullMarked
package org.sallyport.core.method;

import org.jspecify.annotations.NullMarked;
