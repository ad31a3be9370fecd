/// The account page, and making, renaming and revoking app passwords.
///
/// Owns those pages and how an app password is shown.
/// Never shows a secret but in the answer to the form that made it, and never looks at another account's: every
/// question to the core carries the visitor's own id.
/// Called by browsers, behind the gate. Hands over to `core.apppassword`.
@NullMarked
package org.sallyport.server.web.account;

import org.jspecify.annotations.NullMarked;
