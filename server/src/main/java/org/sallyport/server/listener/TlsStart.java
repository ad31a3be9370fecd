package org.sallyport.server.listener;

/// When TLS begins on a connection.
public enum TlsStart {
    /// Everything is in clear: for this machine only.
    NEVER,
    /// In clear until the conversation asks for it (STARTTLS).
    ON_REQUEST,
    /// Before anything is said (implicit TLS, RFC 8314 section 3).
    AT_ONCE
}
