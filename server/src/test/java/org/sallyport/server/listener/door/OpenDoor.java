package org.sallyport.server.listener.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.asking.AskingServer;
import org.sallyport.core.asking.Outcome;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;
import org.sallyport.server.listener.ByHeart;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Lookout;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Peer;
import org.sallyport.server.listener.PemFiles;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.Stress;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.http.VerifySettings;

/// One door on a free port, opened when somebody first calls, and everybody who called.
final class OpenDoor implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private static final AccountId ELENI = AccountId.fresh();
    private static final AtomicInteger OPENED = new AtomicInteger();

    final Door door;
    Caps caps = new Caps(1000, 1000, 100);
    Deadlines deadlines = Deadlines.DEFAULT;

    /// The names that anybody was judged by.
    final List<String> judged = new CopyOnWriteArrayList<>();

    /// Which servers were answered, and how: name, address and outcome.
    final List<String> told = new CopyOnWriteArrayList<>();

    /// How many were let in.
    final AtomicInteger letIn = new AtomicInteger();

    private final int number = OPENED.incrementAndGet();
    private final Path folder;
    private final List<Peer> peers = new ArrayList<>();
    private Door.@Nullable Listening listening;

    /// @param folder for a certificate, which is made once
    OpenDoor(Door door, Path folder) {
        this.door = door;
        this.folder = folder;
    }

    private InetSocketAddress address() {
        var open = listening;
        if (open == null) {
            var place = new Place.Tcp(new InetSocketAddress(HERE, 0), door.start);
            var settings = new ListenerSettings(
                    door.name(),
                    List.of(place, socket()),
                    tls(),
                    Networks.ANY,
                    caps,
                    deadlines,
                    new Lookout(Stress.NONE, this::tell));
            ByHeart judge = this::judge;
            open = door.speaking.open(settings, judge);
            listening = open;
        }
        return (InetSocketAddress) open.addresses().getFirst();
    }

    private void tell(AskingServer server, Outcome outcome, Instant now) {
        told.add(server.name() + " " + server.address() + " " + outcome);
    }

    private Place.Unix socket() {
        var mode = PosixFilePermissions.fromString("rw-------");
        return new Place.Unix(folder.resolve("socket-" + number), mode, Optional.empty(), Optional.empty());
    }

    private Optional<TlsSettings> tls() {
        if (door.start == TlsStart.NEVER) {
            return Optional.empty();
        }
        var names = door.speaking == Door.Speaking.HTTP ? VerifySettings.APPLICATION_PROTOCOLS : List.<String>of();
        return Optional.of(new TlsSettings(List.of(certificate(folder)), names));
    }

    private static CertificateFiles certificate(Path folder) {
        try {
            var made = new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
            return Files.exists(made.certificate()) ? made : PemFiles.in(folder, "mail.example");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Somebody who has connected from this address and said nothing.
    Peer arrived(InetAddress from) throws IOException {
        var peer = Peer.over(connect(from));
        peers.add(peer);
        return peer;
    }

    Peer arrived() throws IOException {
        return arrived(HERE);
    }

    /// Somebody who has shown who it is at the socket in the file system.
    Peer knownAtSocket() throws IOException {
        address();
        var peer = Peer.at(socket().path());
        peers.add(peer);
        door.speaking.isIntroduced(peer.send(door.speaking.introduction()));
        return peer;
    }

    /// Somebody who has connected and, where TLS comes first, has done that.
    Peer inside() throws IOException, GeneralSecurityException {
        if (door.start != TlsStart.AT_ONCE) {
            return arrived();
        }
        var peer = Peer.over(Peer.tls(connect(HERE), "mail.example"));
        peers.add(peer);
        return peer;
    }

    /// Somebody who has shown who it is.
    Peer known() throws IOException, GeneralSecurityException {
        var peer = inside().send(door.speaking.introduction());
        door.speaking.isIntroduced(peer);
        return peer;
    }

    /// Fails unless an honest question is answered.
    void serves(Peer known) throws IOException {
        door.speaking.isAnswered(known.send(door.speaking.question("right")));
    }

    private Socket connect(InetAddress from) throws IOException {
        var address = address();
        return new Socket(address.getAddress(), address.getPort(), from, 0);
    }

    @Override
    public void close() throws IOException {
        for (var peer : peers) {
            peer.close();
        }
        var open = listening;
        if (open != null) {
            open.close().run();
        }
    }

    /// Lets Eleni in with the password `right`.
    private Verdict judge(Attempt attempt) {
        judged.add(attempt.name().value());
        if (!attempt.secret().reveal().equals("right")) {
            return new Verdict.Rejected(Rejection.WRONG_SECRET);
        }
        letIn.incrementAndGet();
        return new Verdict.Accepted(ELENI, new Username("eleni"), Optional.empty());
    }
}
