package org.sallyport.core.signin;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Source;

/// A browser that is not asked for a second factor at sign-in, as its owner sees it.
public record KnownDevice(UUID id, Seen seen, Instant remembered, Instant lastUsed, Instant ends) {
    /// How it was last seen at sign-in.
    ///
    /// @param name what it calls itself, which nobody has proved
    public record Seen(Source source, Optional<ClientName> name) {}
}
