package org.sallyport.server.config;

/// How callers are told "not now", be it an outage or a wait. Some take every `FAIL` for a wrong password, whatever
/// else it says; only a connection that closes is a temporary failure to them.
public enum OutageSign {
    /// Callers that announce version 1.0 (Postfix, Exim) lose their connection; all others get `FAIL` with `temp`.
    BY_VERSION,
    /// `FAIL` with `temp` for everybody.
    FAIL,
    /// A closed connection for everybody.
    CLOSE
}
