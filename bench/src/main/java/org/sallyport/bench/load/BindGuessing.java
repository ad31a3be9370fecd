package org.sallyport.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.sallyport.bench.town.Resident;

/// LDAP, with a new connection for each bind: over LDAP the address of the connection is where somebody is. Connecting
/// is not counted.
///
/// @param branch under which people bind
public record BindGuessing(int port, String branch) implements Guessing {
    // RFC 4511 section 4.1.9
    private static final int INVALID_CREDENTIALS = 49;

    @Override
    public long guess(Resident who) throws IOException {
        var bind = BindAsking.question(who, branch);
        // The same number, on this machine.
        var from = InetAddress.ofLiteral(who.address().replaceFirst("^10\\.", "127."));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0)) {
            socket.setTcpNoDelay(true);
            long asked = System.nanoTime();
            socket.getOutputStream().write(bind);
            var head = socket.getInputStream().readNBytes(2);
            var rest = socket.getInputStream().readNBytes(head.length < 2 ? 0 : head[1]);
            long taken = System.nanoTime() - asked;
            int code = rest.length < BindAsking.CODE_AT - 1 ? -1 : rest[BindAsking.CODE_AT - 2];
            if (code != INVALID_CREDENTIALS) {
                throw new IllegalStateException("not a no: result " + code);
            }
            return taken;
        }
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
