package org.sallyport.server.main;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordRequest;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.directory.Adding;
import org.sallyport.core.directory.NewAccount;
import org.sallyport.core.method.AuthenticatorApps;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.directory.local.HashingRoom;

/// Olive & Pine as the server puts it together, with SQLite in a folder and the password hash that costs something.
/// Nothing happens by itself, and no door is open.
///
/// Nikos is asked for no MFA, and his account password is [Shell#PASSWORD]; for Eleni MFA is in force.
final class WiredOlive implements AutoCloseable {
    static final String ELENI = "eleni";
    static final String NIKOS = "nikos";

    final HashingRoom hashing = new HashingRoom();
    final Installation installation;
    final Wired wired;

    private final Account eleni;
    private final CountDownLatch free = new CountDownLatch(1);

    /// @param configuration a file in that folder
    WiredOlive(String configuration) {
        installation = Installation.open(
                Where.read(Path.of(configuration), new Terminal(System.out, System.err, System.in, Map.of())),
                InstantSource.system(),
                Installation.Absent.MAKE);
        wired = ServicesWiring.wire(
                installation,
                SourcesWiring.open(installation),
                OpenConnections.NOWHERE,
                Optional.empty(),
                Runnable::run,
                hashing);
        add(NIKOS);
        eleni = add(ELENI);
        wired.mfa().decide(new Subject.Person(eleni.id()), MfaState.Required.YES, new Actor.Operator());
        registerAnApp();
    }

    /// A new app password of Eleni's for this protocol.
    String appPassword(Protocol protocol) {
        var request = new AppPasswordRequest(
                eleni.id(),
                new Label("Kitchen iPad"),
                new Scope(EnumSet.of(protocol), Set.of()),
                Optional.empty(),
                installation.clock().instant());
        try (var secret = ((Issuing.Issued) wired.appPasswords().issue(request)).secret()) {
            return secret.reveal();
        }
    }

    /// Revokes all of Eleni's app passwords.
    void revokeAll() {
        var _ = wired.appPasswords().revokeAll(eleni.id(), new Actor.Operator());
    }

    /// Takes all room in which account passwords of apps are hashed, until [#leaveHashing].
    void occupyHashing() throws InterruptedException {
        var begun = new CountDownLatch(hashing.atOnce());
        for (int i = 0; i < hashing.atOnce(); i++) {
            Thread.ofVirtual().start(() -> {
                try {
                    hashing.inTurn(() -> {
                        begun.countDown();
                        return waitUntilFree();
                    });
                } catch (Unavailable late) {
                    // Nobody waits for what comes of it; the room is taken all the same.
                }
            });
        }
        begun.await();
    }

    void leaveHashing() {
        free.countDown();
    }

    /// The same services with another verifier at the door.
    Wired judgedBy(Verifier verifier) {
        return new Wired(
                wired.snapshots(),
                verifier,
                wired.notes(),
                wired.reports(),
                wired.throttle(),
                wired.lookout(),
                wired.services());
    }

    @Override
    public void close() {
        leaveHashing();
        installation.close();
    }

    private boolean waitUntilFree() {
        try {
            free.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Account add(String name) {
        try (var password = Secret.of(Shell.PASSWORD)) {
            var wanted = new NewAccount(
                    Username.parse(name).orElseThrow(),
                    new Profile(name, Locale.ENGLISH, Set.of()),
                    Account.Role.PERSON,
                    Optional.empty(),
                    Optional.of(password));
            return ((Adding.Added) wired.accounts().add(wanted, new Actor.Operator())).account();
        }
    }

    private void registerAnApp() {
        var apps = new AuthenticatorApps(
                new Seal(installation.keyset(), installation.generator()),
                installation.generator(),
                installation.clock());
        var app = apps.register(MethodId.fresh(), eleni.id(), "", apps.newKey(), -1);
        var _ = wired.store().transact(books -> {
            Methods.in(books).add(app);
            return true;
        });
    }
}
