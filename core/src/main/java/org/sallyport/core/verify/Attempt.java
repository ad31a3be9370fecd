package org.sallyport.core.verify;

import java.time.Instant;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;

/// One question: may this user name with this secret use this protocol from here, now?
///
/// @param secret stays the listener's, who closes it after the verdict
/// @param asker which connected server asks, by its configured name (`dovecot-1`)
public record Attempt(TypedName name, Secret secret, Protocol protocol, Source source, Instant at, String asker) {}
