/// The admin pages: people with their MFA state, and what is required of whom.
///
/// Owns the list of people, one person's page, and deciding for a person, a group or everybody with a preview of what
/// will happen. Never sees or makes an app password; an admin can only end all of a person's. Called by browsers of
/// admins, behind the gate. Hands over to `core.policy`, `core.directory` and `core.enrollment`.
@NullMarked
package org.sallyport.server.web.admin;

import org.jspecify.annotations.NullMarked;
