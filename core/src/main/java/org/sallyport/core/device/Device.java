package org.sallyport.core.device;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.Lifetime;

/// A scanner, a script or a shared mailbox, beside its account of the role
/// [DEVICE][org.sallyport.core.account.Account.Role#DEVICE].
///
/// @param owner the person who is told what happens to it, and may pause it
/// @param since when the standing began
/// @param card the link that hands its secret over, until it has or is replaced
public record Device(
        AccountId account,
        AccountId owner,
        DeviceLimits limits,
        Standing standing,
        Instant since,
        Optional<DeviceCard> card) {

    /// Whether it works, and who stopped it.
    public enum Standing {
        WORKS,
        PAUSED_BY_STAFF,
        PAUSED_BY_OWNER,
        /// It was refused so often that something is wrong with it.
        PAUSED_BY_FLOOD,
        /// Its name stays taken, and can be given to another device.
        DELETED
    }

    /// One that nothing was handed over for yet.
    public static Device fresh(AccountId account, AccountId owner, DeviceLimits limits, Instant now) {
        return new Device(account, owner, limits, Standing.WORKS, now, Optional.empty());
    }

    public boolean works() {
        return standing == Standing.WORKS;
    }

    public boolean isDeleted() {
        return standing == Standing.DELETED;
    }

    public Device with(DeviceLimits changed) {
        return new Device(account, owner, changed, standing, since, card);
    }

    public Device ownedBy(AccountId changed) {
        return new Device(account, changed, limits, standing, since, card);
    }

    public Device with(Optional<DeviceCard> changed) {
        return new Device(account, owner, limits, standing, since, changed);
    }

    /// In another standing. A card of one that does not work hands nothing over.
    public Device with(Standing changed, Instant now) {
        var kept = changed == Standing.WORKS ? card : Optional.<DeviceCard>empty();
        return new Device(account, owner, limits, changed, now, kept);
    }

    /// An app password of this device as the limits have it now, whatever they were when it was issued.
    public AppPassword limited(AppPassword issued) {
        var lifetime = issued.lifetime();
        return new AppPassword(
                issued.id(),
                issued.account(),
                issued.label(),
                issued.digest(),
                limits.scope(),
                new Lifetime(
                        lifetime.issued(),
                        limits.until(),
                        lifetime.revoked(),
                        lifetime.opensFrom(),
                        lifetime.unusedUntil(),
                        lifetime.asleep()),
                issued.uses());
    }
}
