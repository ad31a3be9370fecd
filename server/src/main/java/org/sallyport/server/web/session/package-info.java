/// What the pages remember of a browser between two requests.
///
/// Owns the session cookie, the session kept sealed in the store under a keyed digest of that cookie, and the visit
/// in it: who typed the account password, when, and when the second factor was proved.
/// Never decides what a visitor may reach, and never remembers anything about a browser that has not signed in.
/// Called by `security` and the pages. Hands over to the book of browser sessions of the core.
@NullMarked
package org.sallyport.server.web.session;

import org.jspecify.annotations.NullMarked;
