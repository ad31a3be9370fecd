package org.sallyport.server.listener;

import java.net.InetSocketAddress;
import java.util.Optional;

/// Where a listener listens and what it takes on.
///
/// @param name what the log calls it: `verify`
/// @param address port 0 takes any free one
/// @param tls empty where callers speak in clear, which is for loopback and private networks
public record ListenerSettings(
        String name, InetSocketAddress address, Optional<CertificateFiles> tls, Caps caps, Deadlines deadlines) {}
