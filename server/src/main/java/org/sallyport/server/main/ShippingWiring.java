package org.sallyport.server.main;

import java.time.Duration;
import java.util.Optional;
import org.sallyport.server.syslog.AuditShipper;

/// Ships the audit log to the collector that the configuration names.
final class ShippingWiring {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private ShippingWiring() {}

    /// Empty where none is named.
    ///
    /// @throws Failure when its certificates cannot be used
    static Optional<Runnable> start(Installation installation) {
        return installation.settings().ways().ship().map(ship -> {
            var shipper = new AuditShipper(installation.store(), ship, installation.clock());
            shipper.unusable().ifPresent(why -> {
                throw Failure.because("sallyport: audit.ship: " + why + ". The certificates have to be PEM, and "
                        + "readable for the user that Sallyport runs as.");
            });
            var tasks = new Tasks();
            tasks.every(EVERY, "audit-shipping", shipper::round);
            return () -> {
                tasks.close();
                Tasks.once("audit-shipping", shipper::close);
            };
        });
    }
}
