package org.sallyport.server.main;

import java.util.concurrent.Executor;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.device.DeviceDesk;
import org.sallyport.core.device.DeviceHandover;
import org.sallyport.core.submission.MailPolicy;
import org.sallyport.core.verify.Snapshots;
import org.sallyport.server.config.Settings;
import org.sallyport.server.web.Services;

/// Puts together what looks after devices, and what judges their mail.
final class DevicesWiring {
    private DevicesWiring() {}

    /// @param settings where devices send their mail
    /// @param behind does what nobody waits for
    static Services.Devices wire(
            Services.Ground ground, Services.Journey journey, Snapshots snapshots, Settings settings, Executor behind) {
        var appPasswords = journey.appPasswords();
        var revocations = journey.revocations();
        return new Services.Devices(
                new DeviceDesk(
                        ground.store(),
                        appPasswords,
                        revocations,
                        ground.generator(),
                        StaffWiring.second(settings),
                        ground.clock()),
                new DeviceHandover(
                        ground.store(),
                        journey.mfa(),
                        ground.keyset(),
                        ground.generator(),
                        new DeviceHandover.Ending(appPasswords, revocations),
                        ground.clock()),
                new MailPolicy(
                        ground.store(),
                        snapshots,
                        device -> revocations.closeAll(device, new Actor.Sallyport()),
                        behind,
                        ground.clock()),
                settings.ways().submission());
    }
}
