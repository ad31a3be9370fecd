package org.sallyport.server.listener.http;

import java.time.Instant;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.TypedName;

/// What a connected server asks, in one request.
///
/// @param secret whoever holds the question closes it
/// @param behalf the device that the server asks for, as it names it; empty where it asks for itself
record Question(TypedName name, Secret secret, Protocol protocol, Source source, String behalf) {
    Question(TypedName name, Secret secret, Protocol protocol, Source source) {
        this(name, secret, protocol, source, "");
    }

    Attempt attempt(Instant at, String server) {
        return new Attempt(name, secret, protocol, source, at, behalf.isEmpty() ? server : server + "/" + behalf);
    }
}
