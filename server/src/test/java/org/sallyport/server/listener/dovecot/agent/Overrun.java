package org.sallyport.server.listener.dovecot.agent;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A socket in the file system at which more connections wait than its server lets wait: nobody gets as far as that.
final class Overrun implements AutoCloseable {
    private static final int MANY = 100;

    private final ServerSocketChannel server;
    private final List<SocketChannel> waiting = new ArrayList<>();

    Overrun(Path path) throws IOException {
        var address = UnixDomainSocketAddress.of(path);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address, 1);
        while (waits(address)) {
            if (waiting.size() > MANY) {
                throw new IOException("this server lets everybody wait");
            }
        }
    }

    private boolean waits(UnixDomainSocketAddress address) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        waiting.add(channel);
        channel.configureBlocking(false);
        try {
            return channel.connect(address);
        } catch (SocketException full) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (var channel : waiting) {
            channel.close();
        }
        server.close();
    }
}
