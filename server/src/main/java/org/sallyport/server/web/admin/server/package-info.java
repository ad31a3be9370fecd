/// The pages of connected servers: which listeners are on, who asks through each and when it was last heard of, what
/// its certificate says, and how a server is set up to ask.
///
/// Owns how a listener and those who ask through it are shown, and the questions about nobody that test whether one
/// answers. Never shows a token or a password, and changes nothing: listeners are configured in the file. Called by
/// browsers of owners, admins and auditors, behind the gate. Hands over to `core.asking`.
@NullMarked
package org.sallyport.server.web.admin.server;

import org.jspecify.annotations.NullMarked;
