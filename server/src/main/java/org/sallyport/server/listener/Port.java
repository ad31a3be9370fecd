package org.sallyport.server.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.sallyport.core.store.Unavailable;

/// One place, open. Thread-safe.
final class Port {
    private static final int LARGEST_READ = 16 * 1024;
    private static final int BACKLOG = 1024;

    private final Place place;
    private final Channel channel;
    private final Runnable afterwards;

    private Port(Place place, Channel channel, Runnable afterwards) {
        this.place = place;
        this.channel = channel;
        this.afterwards = afterwards;
    }

    /// @throws Unavailable when the place cannot be had
    static Port open(Place place, Premises premises, EventLoopGroup loops) {
        var bootstrap = new ServerBootstrap()
                .group(loops)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2048, LARGEST_READ))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(8 * 1024, 32 * 1024))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection.pipeline().addLast(new Entrance(premises, place, connection));
                    }
                });
        return switch (place) {
            case Place.Tcp tcp -> openTcp(tcp, premises.settings().name(), bootstrap);
            case Place.Unix unix -> openUnix(unix, premises.settings().name(), bootstrap);
        };
    }

    /// Where it really is: port 0 has become a port.
    SocketAddress address() {
        return switch (place) {
            case Place.Tcp _ -> channel.localAddress();
            case Place.Unix(var path, var _, var _, var _) -> java.net.UnixDomainSocketAddress.of(path);
        };
    }

    Optional<InetSocketAddress> tcpAddress() {
        return channel.localAddress() instanceof InetSocketAddress tcp ? Optional.of(tcp) : Optional.empty();
    }

    void close() {
        channel.close().awaitUninterruptibly();
        afterwards.run();
    }

    private static Port openTcp(Place.Tcp place, String listener, ServerBootstrap bootstrap) {
        var channel = bind(
                place,
                listener,
                Transport.ofThisMachine()
                        .noticingWhoIsGone(bootstrap)
                        .channel(Transport.ofThisMachine().tcpPort())
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true),
                place.address());
        return new Port(place, channel, () -> {});
    }

    private static Port openUnix(Place.Unix place, String listener, ServerBootstrap bootstrap) {
        var transport = Transport.ofThisMachine();
        var file = new SocketFile(place);
        var channel = bind(place, listener, bootstrap.channel(transport.unixPort()), transport.address(file.prepare()));
        boolean published = false;
        try {
            file.publish();
            published = true;
        } finally {
            if (!published) {
                channel.close().awaitUninterruptibly();
                file.remove();
            }
        }
        return new Port(place, channel, file::remove);
    }

    private static Channel bind(Place place, String listener, ServerBootstrap bootstrap, SocketAddress address) {
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new Unavailable(listener + " listener on " + place, bound.cause());
        }
        return bound.channel();
    }
}
