/// Whoever asks over LDAP and in the Dovecot protocol: many connections kept open, one selector; or one guess at a
/// time.
///
/// Owns the closed loop, what is said on a connection of each protocol, and how long answers took. Every answer is
/// looked at; a single unexpected one ends the run.
/// Never starts a server, and asks on loopback only. HTTP is asked by wrk.
/// Called by the comparison of whole processes. Hands over to the JDK's sockets.
@NullMarked
package org.sallyport.bench.load;

import org.jspecify.annotations.NullMarked;
