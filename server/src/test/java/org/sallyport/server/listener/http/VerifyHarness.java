package org.sallyport.server.listener.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.config.ServerRole;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;

/// One listener on a free port, opened when somebody first calls. Two servers are connected to it.
final class VerifyHarness implements AutoCloseable {
    Caps caps = Caps.DEFAULT;
    Deadlines deadlines = Deadlines.DEFAULT;
    Optional<CertificateFiles> tls = Optional.empty();
    RouteSettings routes = RouteSettings.DEFAULT;

    static final String REPORTER = "the-token-of-a-server-that-reports";
    static final String BOTH = "the-token-of-a-server-that-does-both";

    private final Store store = new MemoryStore(Fixtures.keyset());
    volatile boolean storeIsAway;
    /// Whose reports are heard here.
    final Organisation olive = new Organisation(new Movable(), Fixtures.keyset(), Limits.standard());

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    private @Nullable VerifyListener listener;

    Caller caller(Verifier verifier) throws IOException {
        return Caller.of(address(verifier));
    }

    InetSocketAddress address(Verifier verifier) {
        var opened = listener;
        if (opened == null) {
            opened = VerifyListener.open(settings(), verifier, olive.reports, clock);
            listener = opened;
        }
        return address(opened);
    }

    boolean refusesConnections() {
        var opened = listener;
        if (opened == null) {
            return true;
        }
        try (var _ = Caller.of(address(opened))) {
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.close();
        }
    }

    private static InetSocketAddress address(VerifyListener opened) {
        return (InetSocketAddress) opened.addresses().getFirst();
    }

    private VerifySettings settings() {
        var place = new Place.Tcp(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                tls.isPresent() ? TlsStart.AT_ONCE : TlsStart.NEVER);
        var shown = tls.map(files -> new TlsSettings(List.of(files), VerifySettings.APPLICATION_PROTOCOLS));
        return new VerifySettings(
                new ListenerSettings("verify", List.of(place), shown, Networks.ANY, caps, deadlines),
                List.of(
                        new ConnectedServer("dovecot-1", Secret.of(Caller.TOKEN)),
                        new ConnectedServer("dovecot-2", Secret.of("the-other-token-of-this-test-long-enough")),
                        new ConnectedServer("reporter", ServerRole.REPORTS, Secret.of(REPORTER)),
                        new ConnectedServer("both", ServerRole.ASKS_AND_REPORTS, Secret.of(BOTH))),
                routes);
    }

    private final class Movable implements Store {
        @Override
        public <R> R transact(Function<Books, R> work) {
            if (storeIsAway) {
                throw new Unavailable("store", "it was taken away");
            }
            return store.transact(work);
        }
    }
}
