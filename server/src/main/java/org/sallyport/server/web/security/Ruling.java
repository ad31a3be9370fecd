package org.sallyport.server.web.security;

import org.sallyport.server.web.frame.Fault;
import org.springframework.security.authorization.AuthorizationResult;

/// What the gate says to a request.
public sealed interface Ruling extends AuthorizationResult {
    @Override
    default boolean isGranted() {
        return this instanceof Pass;
    }

    record Pass() implements Ruling {}

    /// Not here; the visitor's next step is there.
    ///
    /// @param path one of ours, never made from input
    record GoTo(String path) implements Ruling {}

    /// Not for this visitor, or not there at all.
    record Refuse(Fault why) implements Ruling {}
}
