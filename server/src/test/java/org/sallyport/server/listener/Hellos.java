package org.sallyport.server.listener;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// What the JDK says first when it begins TLS as a client.
final class Hellos {
    private static final int LONGEST = 32 * 1024;

    private Hellos() {}

    /// A record with a ClientHello in it that names this server and offers these protocols.
    static byte[] record(String server, String... protocols) throws GeneralSecurityException, SSLException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        var engine = context.createSSLEngine(server, 993);
        engine.setUseClientMode(true);
        var parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(server)));
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
        var out = ByteBuffer.allocate(LONGEST);
        engine.wrap(ByteBuffer.allocate(0), out);
        var record = new byte[out.flip().remaining()];
        out.get(record);
        return record;
    }
}
