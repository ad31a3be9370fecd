package org.sallyport.server.config;

import java.nio.file.Path;
import java.util.Optional;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.secret.Secret;

/// How notices leave.
///
/// @param from the sender of every notice
public record Mail(EmailAddress from, Way way) {

    /// By which way.
    public sealed interface Way {
        /// One file a message, for another program to pick up.
        record Outbox(Path folder) implements Way {}

        /// A mail relay.
        ///
        /// @param trust the certificates to trust it by; empty for those that the machine trusts
        record Smtp(String host, int port, Security security, Optional<Login> login, Optional<Path> trust)
                implements Way {}
    }

    /// A user name and password at the relay.
    public record Login(String user, Secret password) {}

    /// What protects the connection to the relay.
    public enum Security {
        /// TLS from the first byte (RFC 8314).
        TLS(465),
        /// TLS after STARTTLS; a relay that does not offer it gets nothing.
        STARTTLS(587),
        /// Clear text: for a relay on this machine.
        NONE(25);

        private final int usualPort;

        Security(int usualPort) {
            this.usualPort = usualPort;
        }

        public int usualPort() {
            return usualPort;
        }
    }
}
