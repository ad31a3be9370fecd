package org.sallyport.server.outward;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// TLS to somebody elsewhere: 1.3 or 1.2, with the certificate checked against the name that is configured.
public final class ClientTls {
    private ClientTls() {}

    /// Speaks TLS on a connection; closing the one closes the other.
    public static SSLSocket over(SSLSocketFactory factory, Socket plain, String host, int port) throws IOException {
        var socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (host.chars().anyMatch(Character::isLetter) && !host.contains(":")) {
            // RFC 6066 section 3: a name, never an address.
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
