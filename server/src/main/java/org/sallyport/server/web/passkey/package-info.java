/// Passkeys as browsers speak of them: what they are asked, and whether what they answer stands up (WebAuthn Level 3).
///
/// Owns the challenges, the options for the browser, and the verification of origin, signature and everything else in
/// an answer, by Spring Security's support.
/// Never decides whose passkey counts for what: that is judged by `core.signin` and `core.enrollment`; and has no page.
/// Called by `signin` and `setup`. Hands over verified answers.
@NullMarked
package org.sallyport.server.web.passkey;

import org.jspecify.annotations.NullMarked;
