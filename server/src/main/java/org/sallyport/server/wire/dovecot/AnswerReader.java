package org.sallyport.server.wire.dovecot;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sallyport.server.wire.dovecot.Answer.Code;

/// Reads what a server says, a line at a time. Pure: keeps nothing between two lines.
public final class AnswerReader {
    private static final byte[] OK = ascii("OK");
    private static final byte[] FAIL = ascii("FAIL");
    private static final byte[] CONT = ascii("CONT");
    private static final byte[] VERSION = ascii("VERSION");
    private static final byte[] DONE = ascii("DONE");
    private static final byte[] USER = ascii("user=");
    private static final byte[] TEMP = ascii("temp");
    private static final byte[] TEMP_FAIL = ascii("code=temp_fail");
    private static final byte[] THROTTLED = ascii("delay=throttled");
    private static final byte[] INVALID_BASE64 = ascii("code=invalid_base64");

    private AnswerReader() {}

    /// The answer in the line `bytes[from, to)`, which holds no line end; empty for anything else.
    public static Optional<Answer> read(byte[] bytes, int from, int to) {
        var fields = new Fields(bytes, from, to);
        fields.next();
        boolean ok = fields.is(OK);
        boolean fail = fields.is(FAIL);
        boolean cont = fields.is(CONT);
        long id = (ok || fail || cont) && fields.next() ? fields.number() : 0;
        if (id == 0) {
            return Optional.empty();
        }
        if (cont) {
            return Optional.of(new Answer.Continue(id, ""));
        }
        var user = "";
        var code = Code.NONE;
        while (fields.next()) {
            if (fields.startsWith(USER)) {
                var text = fields.text(USER.length);
                user = text == null ? "" : text;
            } else if (fields.is(TEMP) || fields.is(TEMP_FAIL)) {
                code = code == Code.THROTTLED ? code : Code.TEMP_FAIL;
            } else if (fields.is(THROTTLED)) {
                code = Code.THROTTLED;
            } else if (fields.is(INVALID_BASE64)) {
                code = Code.INVALID_BASE64;
            }
        }
        return Optional.of(ok ? new Answer.Ok(id, user) : new Answer.Fail(id, user, code));
    }

    /// Whether this line ends the handshake.
    public static boolean isDone(byte[] bytes, int from, int to) {
        var fields = new Fields(bytes, from, to);
        fields.next();
        return fields.is(DONE);
    }

    /// Whether this line says a version that is not ours.
    public static boolean isAnotherVersion(byte[] bytes, int from, int to) {
        var fields = new Fields(bytes, from, to);
        fields.next();
        return fields.is(VERSION) && !(fields.next() && fields.number() == Handshake.MAJOR);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
