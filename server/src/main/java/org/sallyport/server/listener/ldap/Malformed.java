package org.sallyport.server.listener.ldap;

import java.io.Serial;

/// What arrived cannot be read as a message of LDAP within the bounds; the connection cannot go on.
final class Malformed extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String why;

    /// @param why for the notice of disconnection; never quotes what arrived
    Malformed(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
