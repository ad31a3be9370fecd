package org.sallyport.server.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.api.Programs;
import org.sallyport.core.api.Repeats;
import org.sallyport.core.api.TokenDesk;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.asking.ServerNotes;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.directory.AccountImport;
import org.sallyport.core.directory.FirstAdmin;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.history.ActivityHistory;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.core.intake.DirectImport;
import org.sallyport.core.intake.ImportDesk;
import org.sallyport.core.intake.ImportUndo;
import org.sallyport.core.intake.ImportWork;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.rollout.RolloutDesk;
import org.sallyport.core.roster.Indexer;
import org.sallyport.core.roster.PeopleExport;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.signin.ProviderSignIn;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.Provisioning;
import org.sallyport.core.source.SourceDecisions;
import org.sallyport.core.source.SourceDesk;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceTerms;
import org.sallyport.core.staff.AdminsNeed;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.SecondAdmin;
import org.sallyport.core.staff.Staff;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.webhook.WebhookDesk;
import org.sallyport.server.config.Listeners;
import org.sallyport.server.config.OpenIdSource;
import org.sallyport.server.config.ScimSource;

/// The pages of Olive & Pine on a free port, over one store.
public final class RunningWeb implements AutoCloseable {
    public final Organisation organisation;
    public final FirstAdmin firstAdmin;
    private final WebSettings settings;
    private WebApplication application;
    private OpenConnections connections = OpenConnections.NOWHERE;
    private List<OpenIdSource> providers = List.of();
    private List<ScimSource> writers = List.of();
    private AdminsNeed need = AdminsNeed.NOTHING;
    private Optional<String> collector = Optional.empty();
    private SecondAdmin second = SecondAdmin.NEVER;
    private Listeners listeners = Connected.nobody();
    public final ServerNotes notes;

    private RunningWeb(Store store, Limits limits, String publicUrl, Optional<WebSettings.Tls> tls) {
        organisation = new Organisation(store, Fixtures.keyset(), limits);
        notes = new ServerNotes(store, organisation.clock);
        firstAdmin = new FirstAdmin(store, organisation.accounts, organisation.keyset, organisation.generator);
        settings = new WebSettings(
                URI.create(publicUrl),
                "Olive & Pine",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                tls,
                WebSettings.Sessions.standard(),
                ZoneOffset.UTC,
                Set.of());
        application = WebApplication.start(settings, services());
    }

    public static RunningWeb start() {
        return withLimits(Limits.standard());
    }

    public static RunningWeb withLimits(Limits limits) {
        return new RunningWeb(new MemoryStore(Fixtures.keyset()), limits, "http://localhost", Optional.empty());
    }

    public static RunningWeb over(Store store) {
        return new RunningWeb(store, Limits.standard(), "http://localhost", Optional.empty());
    }

    /// Where browsers reach it by this address.
    static RunningWeb at(String publicUrl) {
        return new RunningWeb(new MemoryStore(Fixtures.keyset()), Limits.standard(), publicUrl, Optional.empty());
    }

    /// Behind a proxy that ends TLS.
    public static RunningWeb behindTls() {
        return new RunningWeb(
                new MemoryStore(Fixtures.keyset()), Limits.standard(), "https://apps.olive.example", Optional.empty());
    }

    static RunningWeb withTls(WebSettings.Tls tls) {
        return new RunningWeb(
                new MemoryStore(Fixtures.keyset()), Limits.standard(), "https://localhost", Optional.of(tls));
    }

    /// Stops and starts again over the same store.
    public void restart() {
        application.close();
        application = WebApplication.start(settings, services());
    }

    /// What staff have to prove, from its next start.
    void adminsNeed(AdminsNeed wanted) {
        need = wanted;
        organisation.always = wanted::requiresMfaOf;
        restart();
    }

    /// Has servers ask through these listeners, from its next start.
    void listenAt(Listeners wanted) {
        listeners = wanted;
        restart();
    }

    /// What needs a second admin, from its next start.
    public void secondAdmin(GraveAct... acts) {
        second = new SecondAdmin(Set.of(acts));
        restart();
    }

    /// Lets people sign in at these providers, from its next start.
    public void signInAt(OpenIdSource... sources) {
        providers = List.of(sources);
        restart();
    }

    /// Lets these systems write people here, from its next start.
    public void writtenBy(ScimSource... sources) {
        writers = List.of(sources);
        restart();
    }

    /// Connects it with these servers, from its next start.
    void connect(OpenConnections servers) {
        connections = servers;
        restart();
    }

    /// Ships the audit log to this collector, from its next start.
    void shipTo(String name) {
        collector = Optional.of(name);
        restart();
    }

    public Browser browser() {
        return new Browser(port());
    }

    public int port() {
        return application.port();
    }

    /// Somebody whose account password is right and of whom nothing more is required.
    public Guest notRequired(String name, Account.Role role) {
        return new Guest(organisation.add(name, role, contactOf(name)), new byte[0], signedIn(name));
    }

    /// Somebody who must, or may, set up now, and has typed the account password.
    public Guest toBeSetUp(String name) {
        var account = organisation.add(name, Account.Role.PERSON, contactOf(name));
        organisation.requireMfa(account);
        return new Guest(account, new byte[0], signedIn(name));
    }

    /// Somebody with a registered app who has typed the account password only.
    public Guest halfway(String name, Account.Role role) {
        var account = organisation.add(name, role, contactOf(name));
        organisation.requireMfa(account);
        byte[] key = organisation.registerApp(account);
        return new Guest(account, key, signedIn(name));
    }

    /// Somebody who is signed in with a second factor.
    public Guest inside(String name, Account.Role role) {
        var guest = halfway(name, role);
        prove(guest);
        return guest;
    }

    /// Puts the language on record that somebody reads.
    public void speak(Account account, String language) {
        organisation.store.transact(books -> {
            var person = Accounts.in(books).find(account.id()).orElseThrow();
            var profile = new Profile(person.profile().displayName(), Locale.of(language), Set.of());
            return Accounts.in(books).replace(person.withProfile(profile));
        });
    }

    /// Puts somebody into a group.
    void join(Account account, GroupName group) {
        organisation.store.transact(books -> {
            var person = Accounts.in(books).find(account.id()).orElseThrow();
            var profile =
                    new Profile(person.profile().displayName(), person.profile().language(), Set.of(group));
            return Accounts.in(books).replace(person.withProfile(profile));
        });
    }

    /// Proves the second factor with a code that was not used before.
    public Browser.Answer prove(Guest guest) {
        nextCode();
        return guest.browser().open("/second-factor/authenticator-app", "code", organisation.codeFor(guest.key()));
    }

    /// Has a code sent to the contact of whoever is at that step, later than every code before, and reads it.
    public String contactCode(Browser browser) {
        nextCode();
        browser.get("/set-up/verify");
        browser.post("/set-up/verify/code");
        return organisation.codeSent();
    }

    /// Moves the clock to the next code.
    public void nextCode() {
        organisation.clock.set(organisation.clock.instant().plusSeconds(30));
    }

    public long auditEntries() {
        return organisation
                .store
                .transact(books -> AuditLog.in(books).head())
                .map(AuditLog.Head::number)
                .orElse(0L);
    }

    private Browser signedIn(String name) {
        var browser = browser();
        browser.signIn(name);
        return browser;
    }

    private static Optional<String> contactOf(String name) {
        return Optional.of(name + ".home@pine.example");
    }

    public <B> B bean(Class<B> kind) {
        return application.bean(kind);
    }

    private Services services() {
        var o = organisation;
        return new Services(
                new Services.Ground(o.store, o.keyset, o.generator, o.clock),
                new Services.Journey(
                        o.signIn,
                        o.passkeySignIn,
                        o.mfa,
                        o.enrollments,
                        o.appPasswords,
                        new Revocations(o.appPasswords, connections, o.store, o.clock),
                        new SignInHistory(o.store, o.notes, o.clock)),
                new Services.People(
                        o.accounts,
                        firstAdmin,
                        o.onboardingCodes,
                        new Staff(o.store, need),
                        Services.StaffDesks.of(
                                o.store,
                                o.mfa,
                                second,
                                Map.of(
                                        GraveAct.DELETIONS, o.deletions(connections, second),
                                        GraveAct.DEVICES, o.deviceDesk(connections, second)),
                                o.clock)),
                new Services.Factors(o.methods, o.recoveryCodes, o.recoverySignIn, o.lostMethods, federation()),
                new Services.Upkeep(
                        o.passwords(connections),
                        o.forgotten,
                        o.devices,
                        new ActivityHistory(o.store, o.clock),
                        o.closing(connections)),
                received(),
                console());
    }

    private Services.Federation federation() {
        var o = organisation;
        var revocations = new Revocations(o.appPasswords, connections, o.store, o.clock);
        var provisioning = new Provisioning(o.store, o.mfa, revocations, o.generator, o.clock, this::rule);
        var creating = providers.stream()
                .filter(source -> source.rules().creates())
                .map(OpenIdSource::name)
                .collect(Collectors.toSet());
        return new Services.Federation(
                new ProviderSignIn(o.store, o.mfa, provisioning, creating, o.clock), provisioning, providers, writers);
    }

    private Merge rule(SourceName name) {
        var rules = new HashMap<SourceName, Merge>();
        providers.forEach(source -> rules.put(source.name(), source.rules().merge()));
        writers.forEach(source -> rules.put(source.name(), source.merge()));
        return rules.getOrDefault(name, Merge.NEVER);
    }

    /// Two directories that nobody reads; the first says where passwords are changed.
    private Services.Sources sources() {
        var o = organisation;
        var revocations = new Revocations(o.appPasswords, connections, o.store, o.clock);
        var terms = new SourceTerms(Duration.ofSeconds(30), Duration.ofHours(1), 10);
        return new Services.Sources(
                new Provisioning(o.store, o.mfa, revocations, o.generator, o.clock, _ -> Merge.NEVER),
                new SourceDecisions(o.store, o.clock),
                new SourceDesk(
                        o.store,
                        o.clock,
                        Map.of(new SourceName("ldap/acme"), terms, new SourceName("ldap/branch"), terms)),
                List.of(),
                Map.of(new SourceName("ldap/acme"), Optional.of(URI.create("https://password.acme.example/"))));
    }

    private Services.Console console() {
        var o = organisation;
        var people = new PeopleList(o.store, new Indexer(o.store, o.mfa, o.clock));
        var webhooks = new WebhookDesk(o.store, new Seal(o.keyset, o.generator), o.generator, o.clock);
        var api = new Services.Api(
                new TokenDesk(o.store, o.keyset, o.generator, o.clock),
                new Programs(o.store, o.keyset, o.generator, new Staff(o.store, need), o.clock),
                new Repeats(o.store, o.keyset, o.generator, o.clock));
        return new Services.Console(
                people,
                new PeopleExport(people, o.store, o.mfa, o.clock),
                desks(),
                sources(),
                new Services.Elsewhere(collector, webhooks, new Services.Servers(notes, listeners)),
                devices(),
                api);
    }

    private Services.Desks desks() {
        return new Services.Desks(
                organisation.deletions(connections, second),
                organisation.resets(connections),
                organisation.profiles(),
                organisation.bulk(connections),
                new RolloutDesk(organisation.store, organisation.mfa, organisation.clock),
                intake());
    }

    private Services.Intake intake() {
        var o = organisation;
        var seal = new Seal(o.keyset, o.generator);
        var imports = new AccountImport(o.store, o.accounts, o.mfa, o.clock);
        return new Services.Intake(
                new ImportDesk(o.store, seal, o.clock),
                new ImportWork(o.store, imports, seal, o.clock),
                new ImportUndo(o.store, imports, seal, o.clock),
                new DirectImport(o.store, imports, seal, o.clock));
    }

    private Services.Devices devices() {
        return new Services.Devices(
                organisation.deviceDesk(connections, second),
                organisation.handover,
                organisation.mail,
                Optional.of("mail.olive.example:465"));
    }

    private Services.Received received() {
        var desk = organisation.telephones;
        return new Services.Received(
                desk.signIn,
                Optional.of(desk.phoneSetup),
                desk.mailboxSetup,
                desk.mailboxCodes,
                desk.plan,
                List.of("GR"));
    }

    @Override
    public void close() {
        application.close();
    }
}
