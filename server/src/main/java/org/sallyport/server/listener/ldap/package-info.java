/// LDAP (RFC 4511): binds, and a directory of people and groups that nobody can write to.
///
/// Owns the frames of the wire and their bounds, who a bind name means and which protocol its bind stands for, what
/// each caller may see, the entries, and the reply table. Sockets are Netty's; the messages inside a frame are read
/// and written with UnboundID's classes, but for binds, whose passwords never become a string.
/// Never judges a password of a person, never sees a store, never lets a caller wait on the event loop, and has no
/// attribute that holds anything of a password.
/// Called by main, which opens [org.sallyport.server.listener.ldap.LdapListener]. Hands over to the verifier and to the
/// roster of the core.
@NullMarked
package org.sallyport.server.listener.ldap;

import org.jspecify.annotations.NullMarked;
