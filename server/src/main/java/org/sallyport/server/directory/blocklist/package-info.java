/// The passwords that are tried first, and so are nobody's.
///
/// Owns the estimate of how early a guesser comes by a password (zxcvbn: common words and passwords, rows of keys,
/// dates, repetitions, in any letter case, backwards and with digits for letters), and the search in a file of stolen
/// passwords that the operator has brought. Asks nobody over the network.
/// Never keeps a password or a digest of one, and never decides for whom a password is checked.
/// Called by the core's directory through its port.
@NullMarked
package org.sallyport.server.directory.blocklist;

import org.jspecify.annotations.NullMarked;
