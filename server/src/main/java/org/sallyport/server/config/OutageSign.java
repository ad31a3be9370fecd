package org.sallyport.server.config;

import java.util.Arrays;
import java.util.Optional;

/// How callers are told "not now", be it an outage or a wait. Some take every `FAIL` for a wrong password, whatever
/// else it says; only a connection that closes is a temporary failure to them.
public enum OutageSign {
    /// Callers that announce version 1.0 (Postfix, Exim) lose their connection; all others get `FAIL` with `temp`.
    BY_VERSION,
    /// `FAIL` with `temp` for everybody.
    FAIL,
    /// A closed connection for everybody.
    CLOSE;

    /// As `listeners.dovecot.outage` and the agent's `--outage` write it; empty for any other word.
    public static Optional<OutageSign> parse(String text) {
        return Arrays.stream(values())
                .filter(sign -> Kinds.code(sign).equals(text))
                .findFirst();
    }
}
