package org.sallyport.server.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.directory.FirstAdmin;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.memory.MemoryStore;

/// The pages of Olive & Pine on a free port, over one store.
public final class RunningWeb implements AutoCloseable {
    public final Organisation organisation;
    public final FirstAdmin firstAdmin;
    private final WebSettings settings;
    private WebApplication application;

    private RunningWeb(Store store, Limits limits, String publicUrl, int port) {
        organisation = new Organisation(store, Fixtures.keyset(), limits);
        firstAdmin = new FirstAdmin(store, organisation.accounts, organisation.keyset, organisation.generator);
        settings = new WebSettings(
                URI.create(publicUrl),
                "Olive & Pine",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                Optional.empty(),
                WebSettings.Sessions.standard(),
                ZoneOffset.UTC,
                Set.of());
        application = WebApplication.start(settings, services());
    }

    public static RunningWeb start() {
        return withLimits(Limits.standard());
    }

    public static RunningWeb withLimits(Limits limits) {
        return new RunningWeb(new MemoryStore(Fixtures.keyset()), limits, "http://localhost", 0);
    }

    public static RunningWeb over(Store store) {
        return new RunningWeb(store, Limits.standard(), "http://localhost", 0);
    }

    /// Behind a proxy that ends TLS.
    public static RunningWeb behindTls() {
        return new RunningWeb(new MemoryStore(Fixtures.keyset()), Limits.standard(), "https://apps.olive.example", 0);
    }

    static RunningWeb onPort(int port, Limits limits) {
        return new RunningWeb(new MemoryStore(Fixtures.keyset()), limits, "http://localhost:" + port, port);
    }

    /// Stops and starts again over the same store.
    public void restart() {
        application.close();
        application = WebApplication.start(settings, services());
    }

    public Browser browser() {
        return new Browser(port());
    }

    public int port() {
        return application.port();
    }

    <B> B bean(Class<B> kind) {
        return application.bean(kind);
    }

    private Services services() {
        var o = organisation;
        return new Services(
                new Services.Ground(o.store, o.keyset, o.generator, o.clock),
                new Services.Journey(o.signIn, o.mfa, o.enrollments, o.appPasswords),
                new Services.People(o.accounts, firstAdmin, o.onboardingCodes));
    }

    @Override
    public void close() {
        application.close();
    }
}
