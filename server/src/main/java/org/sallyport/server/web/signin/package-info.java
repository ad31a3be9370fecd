/// Signing in: name and account password, then the second factor; signing out; the one-time link of the first admin.
///
/// Owns those pages and what they say about a wrong name, password or code.
/// Never judges a password or a code, and never says which of name and password was wrong.
/// Called by browsers, behind the gate. Hands over to `core.signin` for the judgement and to `session` for the visit.
@NullMarked
package org.sallyport.server.web.signin;

import org.jspecify.annotations.NullMarked;
