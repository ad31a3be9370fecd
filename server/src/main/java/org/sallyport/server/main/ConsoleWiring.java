package org.sallyport.server.main;

import org.sallyport.core.policy.Mfa;
import org.sallyport.core.roster.Indexer;
import org.sallyport.core.roster.PeopleExport;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.server.config.Settings;
import org.sallyport.server.config.Ship;
import org.sallyport.server.web.Services;

/// Puts together what the administration pages look things up with.
final class ConsoleWiring {
    private ConsoleWiring() {}

    static Services.Console wire(Services.Ground ground, Mfa mfa, Settings settings) {
        var people = new PeopleList(ground.store(), new Indexer(ground.store(), mfa, ground.clock()));
        return new Services.Console(
                people,
                new PeopleExport(people, ground.store(), mfa, ground.clock()),
                new Services.Elsewhere(settings.ways().ship().map(Ship::name)));
    }
}
