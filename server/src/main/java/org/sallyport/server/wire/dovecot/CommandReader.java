package org.sallyport.server.wire.dovecot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.sallyport.server.wire.dovecot.Command.Response;

/// Reads what a client says, a line at a time. Pure: keeps nothing between two lines.
///
/// What comes twice and decides something makes a line unclear: nobody may be able to see another service or another
/// address in it than we do.
public final class CommandReader {
    /// As in Dovecot; without the line end.
    public static final int LONGEST_LINE = 16_384;

    private static final byte[] VERSION = ascii("VERSION");
    private static final byte[] CPID = ascii("CPID");
    private static final byte[] AUTH = ascii("AUTH");
    private static final byte[] CONT = ascii("CONT");
    private static final byte[] CANCEL = ascii("CANCEL");
    private static final byte[] USER = ascii("USER");
    private static final byte[] SERVICE = ascii("service=");
    private static final byte[] PROTOCOL = ascii("protocol=");
    private static final byte[] RIP = ascii("rip=");
    private static final byte[] CLIENT_ID = ascii("client_id=");
    private static final byte[] RESP = ascii("resp=");
    private static final Base64.Decoder BASE64 = Base64.getDecoder();
    private static final byte[] EMPTY = {};

    private CommandReader() {}

    /// Reads the line in `bytes[from, to)`, which holds no line end.
    public static Command read(byte[] bytes, int from, int to) {
        var fields = new Fields(bytes, from, to);
        fields.next();
        if (fields.is(AUTH)) {
            return auth(fields);
        }
        if (fields.is(CONT)) {
            long id = id(fields);
            return id > 0 && fields.next() ? new Command.Continue(id, message(fields.raw(0))) : new Command.Unclear(id);
        }
        if (fields.is(CANCEL)) {
            long id = id(fields);
            return id > 0 ? new Command.Cancel(id) : new Command.Unclear(0);
        }
        if (fields.is(USER)) {
            return user(fields);
        }
        if (fields.is(VERSION)) {
            return version(fields);
        }
        return fields.is(CPID) ? new Command.Introduced() : new Command.Unknown();
    }

    /// The request that a line belongs to of which only the beginning is kept; 0 where it says none.
    public static long idOf(byte[] bytes, int from, int to) {
        var fields = new Fields(bytes, from, to);
        fields.next();
        return fields.is(AUTH) || fields.is(CONT) ? id(fields) : 0;
    }

    private static long id(Fields fields) {
        return fields.next() ? fields.number() : 0;
    }

    private static Command version(Fields fields) {
        int major = (int) id(fields);
        int minor = (int) id(fields);
        return new Command.Version(major, minor);
    }

    private static Command user(Fields fields) {
        long id = id(fields);
        var name = id > 0 && fields.next() ? fields.text(0) : null;
        return name == null ? new Command.Unclear(id) : new Command.User(id, name);
    }

    private static Command auth(Fields fields) {
        long id = id(fields);
        var mechanism = id > 0 && fields.next() ? fields.text(0) : null;
        if (mechanism == null) {
            return new Command.Unclear(id);
        }
        String service = null;
        String protocol = null;
        String remoteIp = null;
        String clientId = null;
        Response response = Response.None.ABSENT;
        boolean clear = true;
        while (clear && response == Response.None.ABSENT && fields.next()) {
            if (fields.startsWith(RESP)) {
                // "resp" is the last one: whatever follows is part of nothing.
                response = initial(fields.raw(RESP.length));
                clear = !fields.next();
            } else if (fields.startsWith(SERVICE)) {
                clear = service == null;
                service = text(fields, SERVICE);
            } else if (fields.startsWith(PROTOCOL)) {
                clear = protocol == null;
                protocol = text(fields, PROTOCOL);
            } else if (fields.startsWith(RIP)) {
                clear = remoteIp == null;
                remoteIp = text(fields, RIP);
            } else if (clientId == null && fields.startsWith(CLIENT_ID)) {
                // Decides nothing: of several the first counts, and what is no text says nothing.
                clientId = orEmpty(fields.text(CLIENT_ID.length));
            }
        }
        if (!clear) {
            forget(response);
            return new Command.Unclear(id);
        }
        return new Command.Auth(
                id,
                mechanism,
                protocol != null ? protocol : orEmpty(service),
                orEmpty(remoteIp),
                orEmpty(clientId),
                response);
    }

    /// What is no text names nothing: one character that no service and no address has.
    private static String text(Fields fields, byte[] name) {
        var text = fields.text(name.length);
        return text == null ? "\0" : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Response initial(byte[] base64) {
        // Since 1.2 a lone equals sign is how an empty message is written (as in SMTP, RFC 4954 section 4).
        if (base64.length == 1 && base64[0] == '=') {
            return new Response.Message(EMPTY);
        }
        return base64.length == 0 ? Response.None.BLANK : message(base64);
    }

    private static Response message(byte[] base64) {
        try {
            return new Response.Message(BASE64.decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Response.None.NOT_BASE64;
        } finally {
            Arrays.fill(base64, (byte) 0);
        }
    }

    private static void forget(Response response) {
        if (response instanceof Response.Message(var message)) {
            Arrays.fill(message, (byte) 0);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
