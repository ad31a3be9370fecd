package org.sallyport.server.main;

import java.util.Map;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.deletion.DeletionDesk;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.staff.AdminsNeed;
import org.sallyport.core.staff.Doing;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.SecondAdmin;
import org.sallyport.core.staff.Staff;
import org.sallyport.core.store.Store;
import org.sallyport.server.config.Settings;
import org.sallyport.server.web.Services;

/// Puts together who administers, and on which terms.
final class StaffWiring {
    private StaffWiring() {}

    static Staff wire(Store store, Settings settings) {
        return new Staff(store, need(settings));
    }

    /// Where staff decide, and which of it another one has to approve.
    static Services.StaffDesks desks(
            Services.Ground ground, Mfa mfa, Settings settings, Map<GraveAct, Doing> deletions) {
        return Services.StaffDesks.of(ground.store(), mfa, second(settings), deletions, ground.clock());
    }

    static SecondAdmin second(Settings settings) {
        return settings.web().sessions().administration().secondAdmin();
    }

    static DeletionDesk deletions(
            Services.Ground ground, LocalAccounts accounts, Revocations revocations, Settings settings) {
        return new DeletionDesk(ground.store(), accounts, revocations, second(settings), ground.clock());
    }

    /// @throws Failure when a passkey is asked for where no browser uses one
    static AdminsNeed need(Settings settings) {
        boolean canHavePasskeys = WebWiring.settings(settings).canHavePasskeys();
        var said = settings.web().sessions().administration().adminsNeed();
        if (!canHavePasskeys && said.filter(AdminsNeed.PASSKEY::equals).isPresent()) {
            throw Failure.misuse("sallyport: policy.admins-need: needs second-factor or nothing, found \"passkey\": at "
                    + settings.web().publicUrl()
                    + " browsers use no passkeys; that takes https and a name, or http://localhost");
        }
        return said.orElse(canHavePasskeys ? AdminsNeed.PASSKEY : AdminsNeed.SECOND_FACTOR);
    }
}
