/// What programs reach: `/api/v1` and the place where clients exchange their secret for a token.
///
/// Owns the chain that every request of a program passes (the token, how often, how large, whether it was sent before),
/// what each endpoint answers and how mistakes are told.
/// Never takes a cookie, never shows or makes an app password, and decides nothing that a page does not: both ask the
/// same services of the core.
/// Called by programs. Hands over to `core.api` for who asks, and to the core's services for what they want.
@NullMarked
package org.sallyport.server.web.api;

import org.jspecify.annotations.NullMarked;
