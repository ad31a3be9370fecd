package org.sallyport.server.doveadm;

import java.net.URI;
import org.sallyport.core.secret.Secret;

/// A connected Dovecot.
///
/// @param name how pages and the audit log call it
/// @param url scheme, host and port of its doveadm HTTP listener
/// @param kick what it can tell apart
public record DoveadmServer(String name, URI url, Secret apiKey, Kick kick) {
    /// Which connections it closes.
    public enum Kick {
        /// All of a person's: Dovecot 2.3 knows no more.
        USER,
        /// Those that one app password opened: Dovecot 2.4 with the shipped passdb, which names it in the field
        /// `user_sallyport`.
        APP_PASSWORD
    }
}
