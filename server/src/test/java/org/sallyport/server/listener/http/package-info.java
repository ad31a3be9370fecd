/// HTTP verify, asked over real sockets and byte by byte, with a verifier that says what it was told to.
@NullMarked
package org.sallyport.server.listener.http;

import org.jspecify.annotations.NullMarked;
