/// HTTP verify: `POST /verify` for servers that ask over HTTP, with JSON in and out and a token for each of them.
///
/// Owns the HTTP/1.1 spoken on this port (bounded and strict: a length for every body, nothing folded, nothing
/// guessed), the question as JSON, and the reply table.
/// Never judges an attempt, never says why the answer is no, and never blocks its event loop.
/// Called by main, which opens [org.sallyport.server.listener.http.VerifyListener]. Hands over to the verifier.
@NullMarked
package org.sallyport.server.listener.http;

import org.jspecify.annotations.NullMarked;
