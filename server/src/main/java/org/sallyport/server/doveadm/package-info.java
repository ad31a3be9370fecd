/// Connected Dovecot servers, reached through their doveadm HTTP API.
///
/// Owns the question that empties their authentication cache and closes connections, and asking again while a server
/// cannot be reached, until that is given up.
/// Never decides whether somebody may sign in, and never holds up a revocation.
/// Called by the core's revocations through their port. Hands over to the audit log when a late answer came.
@NullMarked
package org.sallyport.server.doveadm;

import org.jspecify.annotations.NullMarked;
