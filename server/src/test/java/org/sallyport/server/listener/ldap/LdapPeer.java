package org.sallyport.server.listener.ldap;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1Sequence;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/// Somebody with a socket, who may send any bytes at all and reads messages.
final class LdapPeer implements AutoCloseable {
    static final String CLOSED = "closed";

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int ENTRY = 0x64;

    private final Socket socket;
    private final InputStream in;

    private LdapPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    static LdapPeer of(InetSocketAddress address) throws IOException {
        return new LdapPeer(new Socket(address.getAddress(), address.getPort()));
    }

    static LdapPeer over(Socket connected) throws IOException {
        return new LdapPeer(connected);
    }

    Socket socket() {
        return socket;
    }

    LdapPeer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /// Number, operation in hexadecimal and result code of the next message: `1 61 0`; without a code for an entry.
    /// [#CLOSED] where there is none any more.
    String next() throws IOException {
        try {
            var element = ASN1Element.readFrom(in);
            if (element == null) {
                return CLOSED;
            }
            var parts = ASN1Sequence.decodeAsSequence(element).elements();
            int id = ASN1Integer.decodeAsInteger(parts[0]).intValue();
            int operation = parts[1].getType() & 0xff;
            var text = id + " " + Integer.toHexString(operation);
            if (operation == ENTRY) {
                return text;
            }
            var result = ASN1Sequence.decodeAsSequence(parts[1]).elements();
            return text + " " + ASN1Enumerated.decodeAsEnumerated(result[0]).intValue();
        } catch (ASN1Exception broken) {
            throw new IOException(broken);
        } catch (SocketException reset) {
            return CLOSED;
        }
    }

    List<String> next(int count) throws IOException {
        var messages = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            messages.add(next());
        }
        return messages;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
