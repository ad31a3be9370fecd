/// Signing in to the pages: account password, then whatever the account's MFA state asks for.
///
/// Owns the judgement of both steps, and tells owners of wrong codes behind their right password.
/// Never keeps a session and never says how fresh a second factor must be (whoever asks for one does), and never serves
/// an app: an app password opens no page.
/// Called by the sign-in pages. Hands over to the directory, the throttle and the methods.
@NullMarked
package org.sallyport.core.signin;

import org.jspecify.annotations.NullMarked;
