package org.sallyport.server.listener;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/// How the machine's sockets are reached: by epoll where there is one, by the JDK elsewhere.
enum Transport {
    EPOLL,
    NIO;

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

    SocketAddress address(Path socket) {
        return switch (this) {
            case EPOLL -> new DomainSocketAddress(socket.toFile());
            case NIO -> UnixDomainSocketAddress.of(socket);
        };
    }
}
