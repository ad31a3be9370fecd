/// What no protocol may forget: places to listen, caps, deadlines, PROXY headers, TLS with certificate reload,
/// draining, trace ids, room for questions, the last catch.
///
/// Owns [org.sallyport.server.listener.Listener], which holds the ports, and the small things a protocol needs beside
/// it. A protocol brings one [org.sallyport.server.listener.Dialogue] per connection and nothing else.
/// Never knows what is spoken, and never judges an attempt.
/// Called by the packages below it, one for each protocol. Hands over to the verifier of the core.
@NullMarked
package org.sallyport.server.listener;

import org.jspecify.annotations.NullMarked;
