package org.sallyport.core.apppassword;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;

/// When, from where and by which protocol an app password last opened something; up to ten seconds behind.
///
/// @param client what the app called itself, where it did
public record LastUse(Instant at, Protocol protocol, Source source, Optional<ClientName> client) {}
