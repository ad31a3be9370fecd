package org.sallyport.server.main;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.directory.Blocklist;
import org.sallyport.core.directory.Directory;
import org.sallyport.core.directory.FirstAdmin;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.directory.LocalDirectory;
import org.sallyport.core.directory.PasswordHasher;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.enrollment.RegisteredMethods;
import org.sallyport.core.enrollment.Registration;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.core.method.AuthenticatorApps;
import org.sallyport.core.method.ContactCodes;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.recovery.RecoveryCodes;
import org.sallyport.core.report.Reports;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.signin.LostMethods;
import org.sallyport.core.signin.PasskeySignIn;
import org.sallyport.core.signin.RecoverySignIn;
import org.sallyport.core.signin.SignIn;
import org.sallyport.core.source.Provisioning;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.store.Store;
import org.sallyport.core.telephone.Telephone;
import org.sallyport.core.throttle.GoodPasswords;
import org.sallyport.core.throttle.GuardedDirectory;
import org.sallyport.core.throttle.KnownSources;
import org.sallyport.core.throttle.Ladder;
import org.sallyport.core.throttle.Recognition;
import org.sallyport.core.throttle.Throttle;
import org.sallyport.core.throttle.ThrottleExchange;
import org.sallyport.core.verify.FirstSignIns;
import org.sallyport.core.verify.FollowedSnapshots;
import org.sallyport.core.verify.RuleVerifier;
import org.sallyport.core.verify.SnapshotLoader;
import org.sallyport.core.verify.VerdictNotes;
import org.sallyport.core.verify.WatchedStore;
import org.sallyport.server.config.Settings;
import org.sallyport.server.directory.blocklist.GuessedEarly;
import org.sallyport.server.directory.blocklist.LeakedPasswords;
import org.sallyport.server.directory.local.Argon2Hasher;
import org.sallyport.server.directory.local.HashingRoom;
import org.sallyport.server.listener.Lookout;
import org.sallyport.server.snapshot.SecondChanceSnapshots;
import org.sallyport.server.web.Services;

/// Puts the core's services together over an installation.
final class ServicesWiring {
    /// One snapshot for so many bytes of the largest heap: a snapshot with a few app passwords takes about 3 KiB, so
    /// all of them stay within a fifth of it.
    private static final long HEAP_PER_SNAPSHOT = 16 * 1024;

    /// What one kind of sign-ins takes is about 300 bytes; all of them stay within a twentieth of the heap.
    private static final long HEAP_PER_KIND = 8 * 1024;

    private ServicesWiring() {}

    /// @param sources where accounts come from besides
    /// @param telephone empty where no provider is configured, and for commands, which call nobody
    /// @param behind does what nobody waits for
    static Wired wire(
            Installation installation,
            SourcesWiring sources,
            OpenConnections connections,
            Optional<Telephone> telephone,
            Executor behind) {
        return wire(installation, sources, connections, telephone, behind, new HashingRoom());
    }

    /// @param forApps where what apps send for an account password is hashed
    static Wired wire(
            Installation installation,
            SourcesWiring sources,
            OpenConnections connections,
            Optional<Telephone> telephone,
            Executor behind,
            HashingRoom forApps) {
        var clock = installation.clock();
        var keyset = installation.keyset();
        var generator = installation.generator();
        // Snapshots are read beneath the store that watches for changes: reading changes nothing.
        var loader = new SnapshotLoader(installation.store(), mfa(installation, installation.store()));
        var snapshots = snapshots(installation, loader);
        var store = new WatchedStore(installation.store(), snapshots);
        var hasher = new Argon2Hasher(keyset, generator, forApps);
        var directory = sources.over(new LocalDirectory(store, hasher, generator, behind), store);
        // Pages hash in a room of their own: what apps get wrong must not fill it.
        var pagesHasher = new Argon2Hasher(keyset, generator);
        var forPages = sources.over(new LocalDirectory(store, pagesHasher, generator, behind), store);
        // Apps and pages have a throttle each: what an app gets wrong must never keep a person out of the browser.
        var apps = new Throttle(Ladder.APPS, keyset);
        var pages = new Throttle(Ladder.PAGES, keyset);
        var notes = new VerdictNotes(store, clock, apps::succeeded, asManyAs(HEAP_PER_KIND));
        var ground = new Services.Ground(store, keyset, generator, clock);
        var verifier = new RuleVerifier(
                snapshots, keyset, guarded(ground, directory, apps), notes, new FirstSignIns(store, loader), clock);
        var mfa = mfa(installation, store);
        var accounts = new LocalAccounts(store, mfa, pagesHasher, blocklist(installation.settings()), generator, clock);
        var history = new SignInHistory(store, notes, clock);
        var atTheDoor = guarded(ground, forPages, pages);
        var journey = journey(ground, mfa, atTheDoor, history, connections);
        var upkeep = UpkeepWiring.wire(ground, accounts, journey, atTheDoor, pages, behind);
        var settings = installation.settings();
        var provisioning = SourcesWiring.provisioning(ground, journey, settings);
        var factors = factors(ground, journey, pagesHasher, settings, provisioning);
        var received = TelephoneWiring.received(ground, journey, settings.ways(), telephone);
        var devices = DevicesWiring.wire(ground, journey, snapshots, settings, behind);
        var people = people(ground, accounts, journey, devices, settings);
        var console = ConsoleWiring.wire(
                ground, people, journey, devices, settings, sources.services(ground, settings, provisioning));
        return new Wired(
                snapshots,
                verifier,
                notes,
                new Reports(store, snapshots, apps, keyset, clock),
                new ThrottleExchange(store, List.of(apps, pages), clock),
                new Lookout(apps::isStressed, console.elsewhere().servers().notes()),
                new Services(ground, journey, people, factors, upkeep, received, console));
    }

    private static Mfa mfa(Installation installation, Store store) {
        var need = StaffWiring.need(installation.settings());
        return new Mfa(store, policies(installation, store), installation.clock(), need::requiresMfaOf);
    }

    private static Policies policies(Installation installation, Store store) {
        var settings = installation.settings();
        return new Policies(
                store,
                settings.limits(),
                installation.clock(),
                settings.web().sessions().administration().fixed(),
                settings.ways().mailboxCodes());
    }

    private static FollowedSnapshots snapshots(Installation installation, SnapshotLoader loader) {
        var remembered = new SecondChanceSnapshots(loader::load, asManyAs(HEAP_PER_SNAPSHOT));
        return new FollowedSnapshots(remembered, loader::load, installation.store(), installation.clock());
    }

    private static Services.People people(
            Services.Ground ground,
            LocalAccounts accounts,
            Services.Journey journey,
            Services.Devices devices,
            Settings settings) {
        var deletions = Map.of(
                GraveAct.DELETIONS,
                StaffWiring.deletions(ground, accounts, journey.revocations(), settings),
                GraveAct.DEVICES,
                devices.desk());
        return new Services.People(
                accounts,
                new FirstAdmin(ground.store(), accounts, ground.keyset(), ground.generator()),
                new OnboardingCodes(
                        ground.store(), new ContactCodes(ground.keyset(), ground.generator()), ground.clock()),
                StaffWiring.wire(ground.store(), settings),
                StaffWiring.desks(ground, journey.mfa(), settings, deletions));
    }

    private static Services.Factors factors(
            Services.Ground ground,
            Services.Journey journey,
            PasswordHasher hasher,
            Settings settings,
            Provisioning provisioning) {
        var codes = new RecoveryCodes(ground.store(), journey.mfa(), hasher, ground.generator(), ground.clock());
        return new Services.Factors(
                new RegisteredMethods(ground.store(), TelephoneWiring.works(settings), ground.clock()),
                codes,
                new RecoverySignIn(codes, ground.clock()),
                new LostMethods(journey.enrollments(), ground.clock()),
                FederationWiring.wire(ground, journey, settings, provisioning));
    }

    private static Blocklist blocklist(Settings settings) {
        var guessed = new GuessedEarly(settings.organisation());
        try {
            return settings.places()
                    .leakedPasswords()
                    .map(LeakedPasswords::new)
                    .map(guessed::and)
                    .orElse(guessed);
        } catch (IllegalArgumentException unusable) {
            throw Failure.because("sallyport: policy.leaked-passwords: " + unusable.getMessage());
        }
    }

    private static Services.Journey journey(
            Services.Ground ground,
            Mfa mfa,
            GuardedDirectory directory,
            SignInHistory history,
            OpenConnections connections) {
        var seal = new Seal(ground.keyset(), ground.generator());
        var apps = new AuthenticatorApps(seal, ground.generator(), ground.clock());
        var appPasswords = new AppPasswords(ground.store(), mfa, ground.keyset(), ground.generator(), ground.clock());
        var enrollments = new Enrollments(
                ground.store(),
                mfa,
                apps,
                new ContactCodes(ground.keyset(), ground.generator()),
                new Registration(seal, apps, appPasswords, ground.clock()),
                ground.generator(),
                ground.clock());
        var signIn = new SignIn(ground.store(), mfa, directory, apps, ground.clock());
        var revocations = new Revocations(appPasswords, connections, ground.store(), ground.clock());
        return new Services.Journey(
                signIn,
                new PasskeySignIn(ground.store(), mfa, ground.clock()),
                mfa,
                enrollments,
                appPasswords,
                revocations,
                history);
    }

    private static GuardedDirectory guarded(Services.Ground ground, Directory directory, Throttle throttle) {
        return new GuardedDirectory(
                throttle,
                new Recognition(ground.keyset()),
                new GoodPasswords(),
                KnownSources.familiar(ground.store()),
                directory);
    }

    private static int asManyAs(long heapForEach) {
        return Math.clamp(Runtime.getRuntime().maxMemory() / heapForEach, 1_000, 500_000);
    }
}
