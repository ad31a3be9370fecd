package org.sallyport.server.listener.http;

import org.sallyport.server.config.ServerRole;

/// The connected server at the other end.
///
/// @param name what the audit log calls it
record Asker(String name, ServerRole role) {
    /// Before a token was shown.
    static final Asker NOBODY = new Asker("", ServerRole.ASKS);
}
