package org.sallyport.server.listener.http;

import java.time.Instant;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.TypedName;

/// What a connected server asks: the body of one request.
///
/// @param secret whoever holds the question closes it
record Question(TypedName name, Secret secret, Protocol protocol, Source source) {
    Attempt attempt(Instant at, String asker) {
        return new Attempt(name, secret, protocol, source, at, asker);
    }
}
