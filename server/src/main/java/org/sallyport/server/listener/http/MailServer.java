package org.sallyport.server.listener.http;

import java.net.InetAddress;

/// Where nginx's mail proxy goes on to when somebody may come in.
///
/// @param port 1 to 65535
public record MailServer(InetAddress address, int port) {
    public MailServer {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, found " + port);
        }
    }
}
