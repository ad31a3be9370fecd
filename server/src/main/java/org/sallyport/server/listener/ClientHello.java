package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a caller says in clear before TLS begins: which server it wants, and which protocol.
///
/// @param serverName in lower case; empty where the caller names none
/// @param applicationProtocols the names it offers in ALPN, in its order
record ClientHello(Optional<String> serverName, List<String> applicationProtocols) {
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;
    private static final int VERSION_AND_RANDOM = 2 + 32;

    ClientHello {
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    /// Reads the body of a ClientHello, RFC 8446 section 4.1.2; empty where it cannot be read. Never reads outside the
    /// buffer, and does not move its indexes.
    static Optional<ClientHello> read(ByteBuf hello) {
        var bytes = hello.slice();
        try {
            bytes.skipBytes(VERSION_AND_RANDOM);
            bytes.skipBytes(bytes.readUnsignedByte()); // session id
            bytes.skipBytes(bytes.readUnsignedShort()); // cipher suites
            bytes.skipBytes(bytes.readUnsignedByte()); // compression methods
            return Optional.of(
                    bytes.isReadable()
                            ? extensions(bytes.readSlice(bytes.readUnsignedShort()))
                            : new ClientHello(Optional.empty(), List.of()));
        } catch (IndexOutOfBoundsException cutShort) {
            return Optional.empty();
        }
    }

    private static ClientHello extensions(ByteBuf extensions) {
        Optional<String> serverName = Optional.empty();
        List<String> protocols = List.of();
        while (extensions.isReadable()) {
            int type = extensions.readUnsignedShort();
            var content = extensions.readSlice(extensions.readUnsignedShort());
            if (type == SERVER_NAME) {
                serverName = serverName(content);
            } else if (type == ALPN) {
                protocols = protocols(content);
            }
        }
        return new ClientHello(serverName, protocols);
    }

    /// RFC 6066 section 3: a list of names with their types, of which only the host name (0) was ever defined.
    private static Optional<String> serverName(ByteBuf content) {
        var names = content.readSlice(content.readUnsignedShort());
        while (names.isReadable()) {
            int type = names.readUnsignedByte();
            var name = ascii(names.readSlice(names.readUnsignedShort()));
            if (type == 0) {
                return Optional.of(name.toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    /// RFC 7301 section 3.1
    private static List<String> protocols(ByteBuf content) {
        var list = content.readSlice(content.readUnsignedShort());
        var names = new ArrayList<String>();
        while (list.isReadable()) {
            names.add(ascii(list.readSlice(list.readUnsignedByte())));
        }
        return names;
    }

    private static String ascii(ByteBuf bytes) {
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
