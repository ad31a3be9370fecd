/// The command line of a server elsewhere: what `sallyport --server URL` asks the API.
///
/// Owns the conversation with the API as its caller (address, trust, token, waiting, asking again), the table of which
/// operation is which command, and how answers are shown at a terminal.
/// Never opens a store, never lets a byte of an answer steer the terminal, never sends a token where nobody said so.
/// Called by `main`, which has the commands of the machine itself. Hands over to a server's `/api/v1`.
@NullMarked
package org.sallyport.server.remote;

import org.jspecify.annotations.NullMarked;
