/// Signing in to the pages: account password, then whatever the account's MFA state asks for.
///
/// Owns the judgement of both steps and the rule of how fresh a second factor must be.
/// Never keeps a session (the web does) and never serves an app: an app password opens no page.
/// Called by the sign-in pages. Hands over to the directory, the throttle and the methods.
@NullMarked
package org.sallyport.core.signin;

import org.jspecify.annotations.NullMarked;
