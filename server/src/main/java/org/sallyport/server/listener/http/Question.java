package org.sallyport.server.listener.http;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.TypedName;

/// What a connected server asks, in one request.
///
/// @param secret whoever holds the question closes it
/// @param client what the app calls itself, where the way of asking has a place for it
/// @param behalf the device that the server asks for, as it names it; empty where it asks for itself
record Question(
        TypedName name, Secret secret, Protocol protocol, Source source, Optional<ClientName> client, String behalf) {
    Question(TypedName name, Secret secret, Protocol protocol, Source source) {
        this(name, secret, protocol, source, Optional.empty(), "");
    }

    Question(TypedName name, Secret secret, Protocol protocol, Source source, Optional<ClientName> client) {
        this(name, secret, protocol, source, client, "");
    }

    Attempt attempt(Instant at, String server) {
        var asker = behalf.isEmpty() ? server : server + "/" + behalf;
        return new Attempt(name, secret, protocol, source, at, asker, client);
    }
}
