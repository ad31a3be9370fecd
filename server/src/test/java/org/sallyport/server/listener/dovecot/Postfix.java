package org.sallyport.server.listener.dovecot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Peer;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsStart;

/// A listener on a free port, opened when somebody first calls, and servers that call it as Postfix does.
final class Postfix implements AutoCloseable {
    static final String ASKER = "postfix-1";
    static final String INTRODUCTION = "VERSION\t1\t0\nCPID\t4711\n";

    Deadlines deadlines = Deadlines.DEFAULT;
    OutageSign outage = OutageSign.BY_VERSION;
    InstantSource clock = InstantSource.system();
    private final List<Peer> peers = new ArrayList<>();
    private @Nullable DovecotListener listener;

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// AUTH as Postfix sends it.
    static String plain(long id, String name, String password) {
        return "AUTH\t" + id + "\tPLAIN\tservice=smtp\tnologin\tlip=127.0.0.1\trip=192.0.2.7\tsecured\tresp="
                + base64("\0" + name + "\0" + password) + "\n";
    }

    void open(Judge judge) {
        listener = DovecotListener.open(settings(), judge, clock, () -> {});
    }

    void open(Verifier verifier) {
        listener = DovecotListener.open(settings(), verifier, clock);
    }

    /// A new connection, of which nothing has been read.
    Peer connect() throws IOException {
        var opened = listener;
        if (opened == null) {
            throw new IllegalStateException("open first");
        }
        var peer = Peer.at((InetSocketAddress) opened.addresses().getFirst());
        peers.add(peer);
        return peer;
    }

    /// A connection behind the handshake of both sides.
    Peer introduced() throws IOException {
        return greeted(connect()).send(INTRODUCTION);
    }

    static Peer greeted(Peer peer) throws IOException {
        while (!peer.line().equals("DONE")) {
            // The handshake has a test of its own.
        }
        return peer;
    }

    void stop() {
        if (listener != null) {
            listener.close();
        }
    }

    @Override
    public void close() {
        for (var peer : peers) {
            try {
                peer.close();
            } catch (IOException gone) {
                // Then it has left already.
            }
        }
        stop();
    }

    private DovecotSettings settings() {
        var place = new Place.Tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TlsStart.NEVER);
        return new DovecotSettings(
                new ListenerSettings(
                        "dovecot", List.of(place), Optional.empty(), Networks.ANY, DovecotSettings.CAPS, deadlines),
                ASKER,
                outage);
    }
}
