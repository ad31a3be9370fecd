package org.sallyport.server.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sallyport.core.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open port: admits connections within its caps, puts TLS before the conversation where it is configured, and
/// drains when it is closed. Thread-safe.
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves nothing to do
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int LARGEST_READ = 16 * 1024;
    private static final int BACKLOG = 1024;
    private static final Duration REST_BETWEEN_LOOKS = Duration.ofSeconds(5);
    // One loop gives tens of thousands of verdicts a second: the other cores have hashes and pages to do.
    private static final int MOST_LOOPS = 4;

    private final ListenerSettings settings;
    private final Conversation.Opening opening;
    private final Optional<ServerCertificate> certificate;
    private final Connections connections;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final MultiThreadIoEventLoopGroup loops;
    private final Channel port;

    private Listener(ListenerSettings settings, Conversation.Opening opening) {
        this.settings = settings;
        this.opening = opening;
        this.certificate = settings.tls().map(files -> new ServerCertificate(files, REST_BETWEEN_LOOKS));
        this.connections = new Connections(settings.caps());
        this.loops = new MultiThreadIoEventLoopGroup(
                Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_LOOPS),
                new DefaultThreadFactory(settings.name(), true),
                transport());
        this.port = bind();
    }

    /// Opens the port; connections are answered from now on.
    ///
    /// @throws Unavailable when the port cannot be had or the certificate cannot be read
    public static Listener open(ListenerSettings settings, Conversation.Opening opening) {
        return new Listener(settings, opening);
    }

    /// Where it listens, with the port it really has.
    public InetSocketAddress address() {
        return (InetSocketAddress) port.localAddress();
    }

    /// Takes no more connections, lets every conversation answer what it was asked, and cuts what is left at the drain
    /// deadline. Returns when the last connection is closed; may be called twice.
    @Override
    public void close() {
        port.close().awaitUninterruptibly();
        for (var connection : open) {
            connection.eventLoop().execute(() -> finish(connection));
        }
        var deadline = settings.deadlines().drain().toMillis();
        if (!open.newCloseFuture().awaitUninterruptibly(deadline)) {
            LOG.atWarn()
                    .setMessage("listener.cut-at-drain-deadline")
                    .addKeyValue("listener", settings.name())
                    .addKeyValue("connections", open.size())
                    .log();
            open.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private Channel bind() {
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2048, LARGEST_READ))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(8 * 1024, 32 * 1024))
                .childHandler(new Reception())
                .bind(settings.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new Unavailable(settings.name() + " listener on " + settings.address(), bound.cause());
        }
        return bound.channel();
    }

    private static void finish(Channel connection) {
        var conversation = connection.pipeline().get(Conversation.class);
        if (conversation == null) {
            connection.close();
        } else {
            conversation.finish();
        }
    }

    private static IoHandlerFactory transport() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    private static Class<? extends ServerChannel> serverChannel() {
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /// Where every new connection arrives.
    private final class Reception extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel connection) {
            var peer = connection.remoteAddress();
            // Already gone, or no room: nothing is said, since TLS may be expected first.
            if (peer == null || !connections.admit(connection, peer.getAddress())) {
                connection.close();
                return;
            }
            connection.closeFuture().addListener(_ -> connections.left(connection, peer.getAddress()));
            open.add(connection);
            var pipeline = connection.pipeline();
            certificate.ifPresent(shown -> {
                var tls = shown.current().newHandler(connection.alloc());
                tls.setHandshakeTimeoutMillis(settings.deadlines().request().toMillis());
                pipeline.addLast(tls);
            });
            pipeline.addLast(opening.begin(() -> connections.proved(connection)));
        }
    }
}
