package org.sallyport.server.syslog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/// Lets nobody in who shows no certificate.
final class AskingForCertificates extends ServerSocketFactory {
    private final ServerSocketFactory secure;

    AskingForCertificates(ServerSocketFactory secure) {
        this.secure = secure;
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        var server = (SSLServerSocket) secure.createServerSocket(port, backlog, address);
        server.setNeedClientAuth(true);
        return server;
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, 8);
    }
}
