package org.sallyport.server.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;

/// How the machine's sockets are reached: by epoll where there is one, by the JDK elsewhere.
enum Transport {
    EPOLL,
    NIO;

    static final int SILENCE_SECONDS = 120;
    private static final int BETWEEN_PROBES_SECONDS = 30;
    private static final int PROBES = 4;

    static Transport ofThisMachine() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    IoHandlerFactory loops() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    Class<? extends ServerChannel> tcpPort() {
        return switch (this) {
            case EPOLL -> EpollServerSocketChannel.class;
            case NIO -> NioServerSocketChannel.class;
        };
    }

    Class<? extends ServerChannel> unixPort() {
        return switch (this) {
            case EPOLL -> EpollServerDomainSocketChannel.class;
            case NIO -> NioServerDomainSocketChannel.class;
        };
    }

    /// Has the kernel find out within a few minutes that the machine of a silent caller is gone, without a word: a
    /// connection that has proved itself has no deadline, and would keep its place for good.
    ServerBootstrap noticingWhoIsGone(ServerBootstrap port) {
        port.childOption(ChannelOption.SO_KEEPALIVE, true);
        return switch (this) {
            case EPOLL ->
                port.childOption(EpollChannelOption.TCP_KEEPIDLE, SILENCE_SECONDS)
                        .childOption(EpollChannelOption.TCP_KEEPINTVL, BETWEEN_PROBES_SECONDS)
                        .childOption(EpollChannelOption.TCP_KEEPCNT, PROBES);
            case NIO ->
                port.childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), SILENCE_SECONDS)
                        .childOption(
                                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), BETWEEN_PROBES_SECONDS)
                        .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
        };
    }

    SocketAddress address(Path socket) {
        return switch (this) {
            case EPOLL -> new DomainSocketAddress(socket.toFile());
            case NIO -> UnixDomainSocketAddress.of(socket);
        };
    }
}
