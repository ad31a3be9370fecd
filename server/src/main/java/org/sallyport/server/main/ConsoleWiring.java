package org.sallyport.server.main;

import org.sallyport.core.api.Programs;
import org.sallyport.core.api.Repeats;
import org.sallyport.core.api.TokenDesk;
import org.sallyport.core.asking.ServerNotes;
import org.sallyport.core.bulk.BulkDesk;
import org.sallyport.core.directory.AccountImport;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.directory.ProfileDesk;
import org.sallyport.core.intake.DirectImport;
import org.sallyport.core.intake.ImportDesk;
import org.sallyport.core.intake.ImportUndo;
import org.sallyport.core.intake.ImportWork;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.rollout.RolloutDesk;
import org.sallyport.core.roster.Indexer;
import org.sallyport.core.roster.PeopleExport;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.upkeep.MethodReset;
import org.sallyport.core.webhook.WebhookDesk;
import org.sallyport.server.config.Settings;
import org.sallyport.server.config.Ship;
import org.sallyport.server.web.Services;

/// Puts together what the administration pages look things up with, and where staff do what takes more than one step.
final class ConsoleWiring {
    private ConsoleWiring() {}

    static Services.Console wire(
            Services.Ground ground,
            Services.People staff,
            Services.Journey journey,
            Services.Devices devices,
            Settings settings,
            Services.Sources sources) {
        var mfa = journey.mfa();
        var people = new PeopleList(ground.store(), new Indexer(ground.store(), mfa, ground.clock()));
        return new Services.Console(
                people,
                new PeopleExport(people, ground.store(), mfa, ground.clock()),
                desks(ground, staff, journey, settings),
                sources,
                new Services.Elsewhere(
                        settings.ways().ship().map(Ship::name),
                        new WebhookDesk(
                                ground.store(),
                                new Seal(ground.keyset(), ground.generator()),
                                ground.generator(),
                                ground.clock()),
                        new Services.Servers(new ServerNotes(ground.store(), ground.clock()), settings.listeners())),
                devices,
                api(ground, staff));
    }

    private static Services.Api api(Services.Ground ground, Services.People staff) {
        var store = ground.store();
        var keyset = ground.keyset();
        return new Services.Api(
                new TokenDesk(store, keyset, ground.generator(), ground.clock()),
                new Programs(store, keyset, ground.generator(), staff.staff(), ground.clock()),
                new Repeats(store, keyset, ground.generator(), ground.clock()));
    }

    private static Services.Desks desks(
            Services.Ground ground, Services.People staff, Services.Journey journey, Settings settings) {
        var accounts = staff.accounts();
        var store = ground.store();
        var clock = ground.clock();
        var revocations = journey.revocations();
        var profiles = new ProfileDesk(store, accounts, journey.mfa(), clock);
        return new Services.Desks(
                StaffWiring.deletions(ground, accounts, revocations, settings),
                new MethodReset(store, journey.appPasswords(), revocations, clock),
                profiles,
                new BulkDesk(store, accounts, profiles, staff.desks().requirements(), revocations, clock),
                new RolloutDesk(store, journey.mfa(), clock),
                intake(ground, accounts, journey.mfa()));
    }

    private static Services.Intake intake(Services.Ground ground, LocalAccounts accounts, Mfa mfa) {
        var store = ground.store();
        var clock = ground.clock();
        var seal = new Seal(ground.keyset(), ground.generator());
        var imports = new AccountImport(store, accounts, mfa, clock);
        return new Services.Intake(
                new ImportDesk(store, seal, clock),
                new ImportWork(store, imports, seal, clock),
                new ImportUndo(store, imports, seal, clock),
                new DirectImport(store, imports, seal, clock));
    }
}
