package org.sallyport.server.web.session;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Source;

/// A browser that somebody is signed in with, as its owner sees it.
///
/// @param id names it on the pages; it says nothing of its cookie
/// @param name what it calls itself, which nobody has proved
/// @param source where it last came from
/// @param lastUsed up to a minute behind
/// @param isHere whether it is the one that asks
/// @param isHalfway whether it has shown the account password only, where more is asked for
public record SignedInBrowser(
        String id,
        Optional<ClientName> name,
        Source source,
        Instant signedIn,
        Instant lastUsed,
        boolean isHere,
        boolean isHalfway) {}
