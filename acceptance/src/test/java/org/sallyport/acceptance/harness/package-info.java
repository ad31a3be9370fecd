/// What every acceptance test drives: the built server as a process, and the programs of the people who use it.
///
/// Owns starting and stopping a private demo on free ports, asking its verify port, reading its outbox, filling in the
/// forms of its pages, an authenticator app that is not ours (`oathtool`), and the servers that tests of several
/// packages need. Never sees a class of the server: what a test knows, somebody outside could know too. Called by the
/// tests of every other package here. Hands over to `./sallyport` and to what Debian packages.
@NullMarked
package org.sallyport.acceptance.harness;

import org.jspecify.annotations.NullMarked;
