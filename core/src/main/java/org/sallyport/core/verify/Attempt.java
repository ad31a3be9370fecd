package org.sallyport.core.verify;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;

/// One question: may this user name with this secret use this protocol from here, now?
///
/// @param secret stays the listener's, who closes it after the verdict
/// @param asker which connected server asks, by its configured name (`dovecot-1`)
/// @param client what the app calls itself, where its protocol lets it; for people to read, never for a rule
public record Attempt(
        TypedName name,
        Secret secret,
        Protocol protocol,
        Source source,
        Instant at,
        String asker,
        Optional<ClientName> client) {
    public Attempt {
        source = source.askedBy(asker);
    }

    /// Of an app that does not say what it is.
    public Attempt(TypedName name, Secret secret, Protocol protocol, Source source, Instant at, String asker) {
        this(name, secret, protocol, source, at, asker, Optional.empty());
    }
}
