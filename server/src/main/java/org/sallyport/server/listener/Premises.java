package org.sallyport.server.listener;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.Optional;
import org.sallyport.core.store.Unavailable;

/// What all connections of one listener share. Thread-safe.
final class Premises {
    private final ListenerSettings settings;
    private final Conversation.Opening opening;
    private final Optional<Certificates> certificates;
    private final Connections connections;
    private final Handshakes handshakes;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private volatile boolean closing;

    /// @throws Unavailable when a certificate cannot be read
    Premises(ListenerSettings settings, Conversation.Opening opening) {
        this.settings = settings;
        this.opening = opening;
        this.certificates = settings.tls().map(Certificates::new);
        this.connections = new Connections(settings.caps(), settings.lookout().stress(), Descriptors.ofThisProcess());
        this.handshakes = new Handshakes(Listener.LOOPS, connections::isKnown);
    }

    ListenerSettings settings() {
        return settings;
    }

    Conversation.Opening opening() {
        return opening;
    }

    Connections connections() {
        return connections;
    }

    Handshakes handshakes() {
        return handshakes;
    }

    /// Only where a place speaks TLS.
    Certificates certificates() {
        return certificates.orElseThrow();
    }

    /// Every connection that was admitted and is not closed yet.
    ChannelGroup open() {
        return open;
    }

    /// Whether there is room; if so, the connection is counted until it closes.
    boolean admit(Channel connection) {
        if (closing || !connections.admit(connection)) {
            return false;
        }
        connection.closeFuture().addListener(_ -> connections.left(connection));
        open.add(connection);
        return true;
    }

    /// From now on nobody is admitted.
    void beginClosing() {
        closing = true;
    }
}
