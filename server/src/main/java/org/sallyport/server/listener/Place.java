package org.sallyport.server.listener;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/// One place where a listener waits for connections. A listener may have several.
public sealed interface Place {
    /// An address and port.
    ///
    /// @param address port 0 takes any free one
    record Tcp(InetSocketAddress address, TlsStart tls) implements Place {
        @Override
        public String toString() {
            return address.getHostString() + ":" + address.getPort();
        }
    }

    /// A socket in the file system, for callers on this machine; who may connect is decided by the file's mode and
    /// owner. Never with TLS.
    ///
    /// @param owner the file's owner; empty leaves the user that Sallyport runs as
    /// @param group the file's group; empty leaves that of the user
    record Unix(Path path, Set<PosixFilePermission> mode, Optional<String> owner, Optional<String> group)
            implements Place {
        public Unix {
            mode = Set.copyOf(mode);
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }
}
