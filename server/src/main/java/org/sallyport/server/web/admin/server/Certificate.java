package org.sallyport.server.web.admin.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A certificate of a listener, as its file is now.
///
/// @param file where the configuration says it is
/// @param names the host names it was issued for; none where it cannot be read
/// @param ends when it expires; empty where it cannot be read
public record Certificate(Path file, List<String> names, Optional<Instant> ends) {
    /// Long enough to renew one by hand.
    static final Duration SOON = Duration.ofDays(21);

    // RFC 5280 section 4.2.1.6: dNSName and iPAddress among the alternative names.
    private static final List<Integer> HOSTS = List.of(2, 7);

    public Certificate {
        names = List.copyOf(names);
    }

    /// How it stands with it.
    public enum State {
        VALID,
        EXPIRES_SOON,
        EXPIRED,
        UNREADABLE
    }

    static Certificate read(Path file) {
        try (var in = Files.newInputStream(file)) {
            // The first of a chain is the server's own.
            var own = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            var alternatives = own.getSubjectAlternativeNames();
            var names = alternatives == null
                    ? List.<String>of()
                    : alternatives.stream()
                            .filter(name -> HOSTS.contains(name.getFirst()))
                            .map(name -> name.get(1).toString())
                            .toList();
            return new Certificate(file, names, Optional.of(own.getNotAfter().toInstant()));
        } catch (IOException | CertificateException unreadable) {
            return new Certificate(file, List.of(), Optional.empty());
        }
    }

    public State state(Instant now) {
        if (ends.isEmpty()) {
            return State.UNREADABLE;
        }
        if (!ends.get().isAfter(now)) {
            return State.EXPIRED;
        }
        return ends.get().isBefore(now.plus(SOON)) ? State.EXPIRES_SOON : State.VALID;
    }
}
