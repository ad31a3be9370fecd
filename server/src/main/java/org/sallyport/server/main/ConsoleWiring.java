package org.sallyport.server.main;

import org.sallyport.core.deletion.DeletionDesk;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.directory.ProfileDesk;
import org.sallyport.core.roster.Indexer;
import org.sallyport.core.roster.PeopleExport;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.core.upkeep.MethodReset;
import org.sallyport.server.config.Settings;
import org.sallyport.server.config.Ship;
import org.sallyport.server.web.Services;

/// Puts together what the administration pages look things up with, and where staff do what takes more than one step.
final class ConsoleWiring {
    private ConsoleWiring() {}

    static Services.Console wire(
            Services.Ground ground, LocalAccounts accounts, Services.Journey journey, Settings settings) {
        var mfa = journey.mfa();
        var people = new PeopleList(ground.store(), new Indexer(ground.store(), mfa, ground.clock()));
        return new Services.Console(
                people,
                new PeopleExport(people, ground.store(), mfa, ground.clock()),
                desks(ground, accounts, journey),
                new Services.Elsewhere(settings.ways().ship().map(Ship::name)));
    }

    private static Services.Desks desks(Services.Ground ground, LocalAccounts accounts, Services.Journey journey) {
        return new Services.Desks(
                new DeletionDesk(ground.store(), accounts, journey.revocations(), ground.clock()),
                new MethodReset(ground.store(), journey.appPasswords(), journey.revocations(), ground.clock()),
                new ProfileDesk(ground.store(), accounts, journey.mfa(), ground.clock()));
    }
}
