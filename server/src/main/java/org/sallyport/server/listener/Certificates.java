package org.sallyport.server.listener;

import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Unavailable;

/// The certificates of one listener, and which of them a caller is shown. Thread-safe.
final class Certificates {
    private static final Duration REST_BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final TlsSettings settings;
    private final List<ServerCertificate> all;

    /// @throws Unavailable when a file cannot be read now
    Certificates(TlsSettings settings) {
        this.settings = settings;
        this.all = settings.certificates().stream()
                .map(files -> new ServerCertificate(files, settings.applicationProtocols(), REST_BETWEEN_LOOKS))
                .toList();
    }

    /// Whether this caller may have meant this listener: it says nothing about protocols, or names the one spoken here.
    boolean isMeant(ClientHello hello) {
        var offered = hello.applicationProtocols();
        return offered.isEmpty() || offered.stream().anyMatch(settings.applicationProtocols()::contains);
    }

    /// The certificate for the server that the caller named; the first one where it named none or a stranger.
    SslContext shownTo(ClientHello hello) {
        return hello.serverName().flatMap(this::forName).orElse(all.getFirst()).current();
    }

    private Optional<ServerCertificate> forName(String name) {
        return all.stream().filter(certificate -> certificate.isFor(name)).findFirst();
    }
}
