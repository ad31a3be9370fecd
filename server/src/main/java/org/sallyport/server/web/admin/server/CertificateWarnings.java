package org.sallyport.server.web.admin.server;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Permission;
import org.sallyport.core.store.Books;
import org.sallyport.server.web.admin.overview.Warning;
import org.sallyport.server.web.admin.overview.Warnings;
import org.sallyport.server.web.frame.Said;
import org.springframework.stereotype.Component;

/// Certificates of listeners that somebody should renew.
@Component
class CertificateWarnings implements Warnings {
    private final ListenerFinder listeners;
    private final InstantSource clock;

    CertificateWarnings(ListenerFinder listeners, InstantSource clock) {
        this.listeners = listeners;
        this.clock = clock;
    }

    @Override
    public List<Warning> now(Books books) {
        return listeners.certificates().entrySet().stream()
                .flatMap(listener -> listener.getValue().stream()
                        .flatMap(certificate -> warning(listener.getKey(), certificate).stream()))
                .toList();
    }

    private Optional<Warning> warning(String listener, Certificate certificate) {
        var file = certificate.file().toString();
        var found = switch (certificate.state(clock.instant())) {
            case VALID -> Optional.<Warning>empty();
            case EXPIRES_SOON ->
                Optional.of(Warning.caution(Said.of(
                        "overview.waits.certificate",
                        listener,
                        certificate.ends().orElseThrow(),
                        file)));
            case EXPIRED -> Optional.of(Warning.grave(Said.of("overview.waits.certificate.expired", listener, file)));
            case UNREADABLE ->
                Optional.of(Warning.grave(Said.of("overview.waits.certificate.unreadable", listener, file)));
        };
        return found.map(warning ->
                warning.leadingTo(ServerPages.PATH, "overview.waits.certificate.see", Permission.SERVERS_SEE));
    }
}
