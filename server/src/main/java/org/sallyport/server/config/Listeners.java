package org.sallyport.server.config;

import java.util.Optional;

/// What the configuration file says about each listener.
///
/// @param dovecot empty where nobody is to be spoken to in this protocol
/// @param postfix the same
/// @param ldap the same
public record Listeners(
        Settings.Verify verify, Optional<Dovecot> dovecot, Optional<Postfix> postfix, Optional<Ldap> ldap) {

    /// The listener that speaks the Dovecot authentication protocol.
    ///
    /// @param asker how the audit log calls whoever asks
    /// @param userdb the socket for account look-ups
    public record Dovecot(Listening listening, String asker, OutageSign outage, Optional<Settings.Socket> userdb) {}

    /// The listener that answers Postfix's policy requests.
    ///
    /// @param asker how the log calls whoever asks
    public record Postfix(Listening listening, String asker) {}
}
