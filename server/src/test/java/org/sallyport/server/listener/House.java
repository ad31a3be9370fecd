package org.sallyport.server.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.asking.Watcher;
import org.sallyport.core.caller.Network;

/// One listener with a flock of parrots, opened when somebody first calls.
final class House implements AutoCloseable {
    List<Place> places = List.of(loopback(TlsStart.NEVER));
    Optional<TlsSettings> tls = Optional.empty();
    List<Network> proxies = List.of();
    Caps caps = new Caps(1000, 1000, 10);
    Deadlines deadlines = Deadlines.DEFAULT;
    Stress stress = Stress.NONE;
    Watcher watcher = Watcher.NONE;

    final Parrot.Flock flock = new Parrot.Flock();
    private final List<Peer> peers = new ArrayList<>();
    private @Nullable Listener listener;

    static Place.Tcp loopback(TlsStart start) {
        return new Place.Tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), start);
    }

    Listener listener() {
        var opened = listener;
        if (opened == null) {
            opened = Listener.open(
                    new ListenerSettings(
                            "test",
                            places,
                            tls,
                            new Networks(proxies, List.of()),
                            caps,
                            deadlines,
                            new Lookout(stress, watcher)),
                    flock);
            listener = opened;
        }
        return opened;
    }

    Socket connect() throws IOException {
        var address = listener().address();
        return new Socket(address.getAddress(), address.getPort());
    }

    /// A new caller, who leaves when the house closes.
    Peer caller() throws IOException {
        var peer = Peer.over(connect());
        peers.add(peer);
        return peer;
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
        if (listener != null) {
            listener.close();
        }
    }
}
