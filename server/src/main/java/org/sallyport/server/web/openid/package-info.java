/// Identity providers as OpenID Connect speaks to them: what a browser is sent there with, and whether what comes back
/// stands up (OpenID Connect Core 1.0, RFC 6749, RFC 7636, RFC 9207, OpenID Connect Back-Channel Logout 1.0).
///
/// Owns what is read from a provider and believed for a while, the request that a browser carries there and back, and
/// the verification of everything in an answer, by Spring Security's support.
/// Never decides whose account it is or what it counts for: that is judged by `core.signin`; and has no page.
/// Called by `signin`. Hands over verified proofs.
@NullMarked
package org.sallyport.server.web.openid;

import org.jspecify.annotations.NullMarked;
