package org.sallyport.server.listener;

import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sallyport.core.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A protocol's places, open: admits connections within its caps, puts a PROXY header and TLS before the conversation
/// where that is configured, and drains when it is closed. It has its own loops, so that a full one slows no other.
/// Thread-safe.
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves nothing to do
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    // One loop gives tens of thousands of verdicts a second: the other cores have hashes and pages to do.
    private static final int MOST_LOOPS = 4;
    static final int LOOPS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_LOOPS);

    private final Premises premises;
    private final MultiThreadIoEventLoopGroup loops;
    private final List<Port> ports = new ArrayList<>();

    private Listener(ListenerSettings settings, Conversation.Opening opening) {
        this.premises = new Premises(settings, opening);
        this.loops = new MultiThreadIoEventLoopGroup(
                LOOPS,
                new DefaultThreadFactory(settings.name(), true),
                Transport.ofThisMachine().loops());
    }

    /// Opens every place; connections are answered from now on.
    ///
    /// @throws Unavailable when a place cannot be had or a certificate cannot be read
    public static Listener open(ListenerSettings settings, Conversation.Opening opening) {
        var listener = new Listener(settings, opening);
        boolean opened = false;
        try {
            settings.places().forEach(listener::open);
            opened = true;
        } finally {
            if (!opened) {
                listener.close();
            }
        }
        return listener;
    }

    /// Where it listens, with the ports it really has, in the order of its settings.
    public List<SocketAddress> addresses() {
        return ports.stream().map(Port::address).toList();
    }

    /// The first address with a port.
    ///
    /// @throws IllegalStateException when it listens on sockets in the file system only
    public InetSocketAddress address() {
        return ports.stream()
                .map(Port::tcpAddress)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(premises.settings().name() + " listens on no port"));
    }

    /// Takes no more connections, lets every conversation answer what it was asked, and cuts what is left at the drain
    /// deadline. Returns when the last connection is closed; may be called twice.
    @Override
    public void close() {
        premises.beginClosing();
        ports.forEach(Port::close);
        for (var connection : premises.open()) {
            connection.eventLoop().execute(() -> finish(connection));
        }
        var deadline = premises.settings().deadlines().drain().toMillis();
        if (!premises.open().newCloseFuture().awaitUninterruptibly(deadline)) {
            LOG.atWarn()
                    .setMessage("listener.cut-at-drain-deadline")
                    .addKeyValue("listener", premises.settings().name())
                    .addKeyValue("connections", premises.open().size())
                    .log();
            premises.open().close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
        premises.connections().end();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private void open(Place place) {
        ports.add(Port.open(place, premises, loops));
    }

    private static void finish(Channel connection) {
        var conversation = connection.pipeline().get(Conversation.class);
        if (conversation == null) {
            connection.close();
        } else {
            conversation.finish();
        }
    }
}
