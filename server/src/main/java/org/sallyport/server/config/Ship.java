package org.sallyport.server.config;

import java.nio.file.Path;
import java.util.Optional;

/// Where the audit log is shipped.
///
/// @param trust the certificates to trust the collector by; empty for those that the machine trusts
/// @param own what is shown where the collector asks who ships
/// @param as what messages say they come from
public record Ship(
        String host, int port, Security security, Optional<Path> trust, Optional<Settings.Tls> own, String as) {
    /// What protects the connection.
    public enum Security {
        /// RFC 5425.
        TLS(6514),
        /// Clear text: for a collector on this machine.
        NONE(514);

        private final int usualPort;

        Security(int usualPort) {
            this.usualPort = usualPort;
        }

        int usualPort() {
            return usualPort;
        }
    }

    /// How people read where it goes: `logs.olive.example:6514`.
    public String name() {
        return host + ":" + port;
    }
}
