package org.sallyport.server.syslog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.sallyport.server.config.Ship;
import org.sallyport.server.outward.ClientTls;
import org.sallyport.server.outward.Trust;

/// The collector that the configuration names. Certificates are read for every connection, so that renewed ones are
/// taken up.
final class Collector {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Ship ship;

    Collector(Ship ship) {
        this.ship = ship;
    }

    /// What messages say they come from.
    String as() {
        return ship.as();
    }

    /// Connects.
    ///
    /// @throws IOException when there is nobody, or somebody else
    Batch connect() throws IOException {
        var plain = new Socket();
        boolean open = false;
        try {
            plain.connect(new InetSocketAddress(ship.host(), ship.port()), Math.toIntExact(PATIENCE.toMillis()));
            plain.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            var batch = ship.security() == Ship.Security.TLS ? secure(plain) : new Batch(plain, plain);
            open = true;
            return batch;
        } finally {
            if (!open) {
                plain.close();
            }
        }
    }

    private Batch secure(Socket plain) throws IOException {
        try {
            var own = ship.own().map(files -> new Trust.Own(files.certificate(), files.key()));
            return new Batch(plain, ClientTls.over(Trust.in(ship.trust(), own), plain, ship.host(), ship.port()));
        } catch (GeneralSecurityException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    /// Why the files that the configuration names are of no use; empty where they are.
    Optional<String> unusable() {
        try {
            var _ = Trust.in(ship.trust(), ship.own().map(files -> new Trust.Own(files.certificate(), files.key())));
            return Optional.empty();
        } catch (IOException | GeneralSecurityException why) {
            return Optional.of(String.valueOf(why.getMessage()));
        }
    }
}
