/// The lower bounds of HTTP verify, of the Dovecot protocol and of LDAP in Java: a socket, a digest, a hash map, and
/// nothing of a product.
///
/// Owns two bare responders of HTTP, one of virtual threads and one of a selector (the better of the two is the bound),
/// and one with a selector of each other protocol.
/// Never logs, throttles, times out or defends itself, and must not be put on any network but loopback.
/// Called by `bench/run.sh verify|dovecot|ldap`, as a process of its own. Hands over to the JDK's sockets.
@NullMarked
package org.sallyport.bench.responder;

import org.jspecify.annotations.NullMarked;
