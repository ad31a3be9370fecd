package org.sallyport.server.listener.dovecot.agent;

import java.nio.file.Path;
import java.util.Optional;
import org.sallyport.server.config.ListenAddress;

/// Where a server is asked in the Dovecot protocol.
public sealed interface ServerAddress {
    /// In clear, which is for this machine only.
    record Tcp(ListenAddress address) implements ServerAddress {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    record Tls(ListenAddress address) implements ServerAddress {
        @Override
        public String toString() {
            return "tls:" + address;
        }
    }

    record Unix(Path path) implements ServerAddress {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /// Reads `127.0.0.1:8089`, `tls:auth.example.org:8089` or `unix:/run/sallyport/auth`.
    static Optional<ServerAddress> parse(String text) {
        if (text.startsWith("unix:/")) {
            return Optional.of(new Unix(Path.of(text.substring("unix:".length()))));
        }
        if (text.startsWith("tls:")) {
            return named(text.substring("tls:".length())).map(Tls::new);
        }
        return named(text).map(Tcp::new);
    }

    private static Optional<ListenAddress> named(String text) {
        return ListenAddress.parse(text).filter(address -> !address.host().equals("*"));
    }
}
