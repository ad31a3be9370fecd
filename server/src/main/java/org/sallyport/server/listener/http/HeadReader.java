package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.server.listener.http.RequestHead.Afterwards;
import org.sallyport.server.listener.http.RequestHead.Content;
import org.sallyport.server.listener.http.RequestHead.Expectation;
import org.sallyport.server.listener.http.RequestHead.Method;
import org.sallyport.server.listener.http.RequestHead.Transfer;

/// Reads the head of one HTTP/1.1 request (RFC 9112) from bytes, strictly: what two readers could understand
/// differently is refused, never guessed. Pure: no socket, no clock, nothing kept between two readings.
///
/// Refused are a line end without CR, a folded line, a blank before a colon, control characters, and a second Host,
/// Content-Length or field that the route looks at.
final class HeadReader {
    static final int MAX_HEAD = 8 * 1024;
    static final int MAX_BODY = 8 * 1024;

    private static final byte[] GET = ascii("GET");
    private static final byte[] HEAD = ascii("HEAD");
    private static final byte[] POST = ascii("POST");
    private static final byte[] VERSION = ascii("HTTP/1.");
    private static final byte[] HTTP = ascii("http://");
    private static final byte[] HTTPS = ascii("https://");
    private static final byte[] HOST = ascii("host");
    private static final byte[] EXPECT = ascii("expect");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    private static final byte[] CONTINUE = ascii("100-continue");
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");

    private final byte[] bytes;
    private final Routes routes;
    private int at;
    private Route route = Routes.NOWHERE;
    private HeadFields fields = new HeadFields(List.of());
    private Method method = Method.OTHER;
    private boolean http11;
    private boolean hostSeen;
    private long length = -1;
    private Transfer transfer = Transfer.PLAIN;
    private Expectation expectation = Expectation.NONE;
    private boolean close;
    private boolean keepAlive;

    private HeadReader(byte[] bytes, int from, Routes routes) {
        this.bytes = bytes;
        this.routes = routes;
        this.at = from;
    }

    /// Looks for one head in `bytes[from, to)`.
    static HeadReading read(byte[] bytes, int from, int to, Routes routes) {
        int start = from;
        // RFC 9112 section 2.2: an empty line before the request line is ignored.
        if (to - start >= 2 && bytes[start] == '\r' && bytes[start + 1] == '\n') {
            start += 2;
        }
        int end = endOfHead(bytes, start, Math.min(to, from + MAX_HEAD));
        if (end < 0) {
            return to - from >= MAX_HEAD
                    ? new HeadReading.Broken(Reply.HEAD_TOO_LARGE)
                    : HeadReading.Incomplete.INSTANCE;
        }
        return new HeadReader(bytes, start, routes).head(from, end);
    }

    private HeadReading head(int from, int end) {
        var broken = requestLine();
        while (broken == null && bytes[at] != '\r') {
            broken = field();
        }
        if (broken == null && (at + 2 != end || http11 && !hostSeen)) {
            // RFC 9112 section 3.2: a request of HTTP/1.1 without a Host is answered with 400.
            broken = Reply.NOT_HTTP;
        }
        if (broken != null) {
            return new HeadReading.Broken(broken);
        }
        boolean persistent = !close && (http11 || keepAlive);
        // RFC 9110 section 10.1.1: an older caller expects nothing, whatever it says.
        var content = new Content(length, transfer, http11 ? expectation : Expectation.NONE);
        return new RequestHead(
                route, method, fields, content, end - from, persistent ? Afterwards.KEEP : Afterwards.CLOSE);
    }

    /// RFC 9112 section 3: method, one blank, target, one blank, version.
    private @Nullable Reply requestLine() {
        int verb = at;
        int target = word();
        int version = target < 0 ? -1 : word();
        if (version < 0 || !isToken(verb, target - 1)) {
            return Reply.NOT_HTTP;
        }
        method = method(verb, target - 1);
        route = route(target, version - 1);
        fields = new HeadFields(route.fields());
        int end = lineEnd();
        if (end - version != VERSION.length + 1 || !startsWith(version, VERSION)) {
            return Reply.NOT_HTTP;
        }
        byte minor = bytes[end - 1];
        at = end + 2;
        http11 = minor == '1';
        return http11 || minor == '0' ? null : Reply.WRONG_VERSION;
    }

    /// Moves behind the next blank and says where that is; -1 where the word is empty or the line ends first.
    private int word() {
        int start = at;
        while (bytes[at] > ' ' && bytes[at] != 0x7f) {
            at++;
        }
        if (at == start || bytes[at] != ' ') {
            return -1;
        }
        at++;
        return at;
    }

    // RFC 9112 section 3.2.2: a server accepts the absolute form too. What follows a question mark is nothing to most
    // routes.
    private Route route(int from, int to) {
        int start = from;
        if (startsWith(from, HTTP) || startsWith(from, HTTPS)) {
            start += HTTPS.length;
            while (start < to && bytes[start] != '/') {
                start++;
            }
        }
        int end = start;
        while (end < to && bytes[end] != '?') {
            end++;
        }
        return routes.find(bytes, start, end, to);
    }

    private Method method(int from, int to) {
        return switch (to - from) {
            case 3 -> startsWith(from, GET) ? Method.GET : Method.OTHER;
            case 4 -> startsWith(from, POST) ? Method.POST : startsWith(from, HEAD) ? Method.HEAD : Method.OTHER;
            default -> Method.OTHER;
        };
    }

    /// RFC 9112 section 5: name, colon, value between blanks. Answers what is wrong with it.
    private @Nullable Reply field() {
        int name = at;
        while (isTokenByte(bytes[at])) {
            at++;
        }
        int colon = at;
        if (colon == name || bytes[colon] != ':') {
            return Reply.NOT_HTTP;
        }
        at++;
        int end = lineEnd();
        if (end < 0) {
            return Reply.NOT_HTTP;
        }
        int from = colon + 1;
        int to = end;
        while (from < to && Letters.isBlank(bytes[from])) {
            from++;
        }
        while (to > from && Letters.isBlank(bytes[to - 1])) {
            to--;
        }
        at = end + 2;
        return keep(name, colon, from, to) ? null : Reply.NOT_HTTP;
    }

    /// Keeps what matters; false where the field makes the request ambiguous.
    private boolean keep(int name, int colon, int from, int to) {
        switch (colon - name) {
            case 4 -> {
                if (isName(name, HOST)) {
                    boolean first = !hostSeen;
                    hostSeen = true;
                    return first;
                }
            }
            case 6 -> {
                if (isName(name, EXPECT)) {
                    boolean known = expectation != Expectation.UNKNOWN && isValue(from, to, CONTINUE);
                    expectation = known ? Expectation.CONTINUE : Expectation.UNKNOWN;
                }
            }
            case 10 -> {
                if (isName(name, CONNECTION)) {
                    close |= lists(from, to, CLOSE);
                    keepAlive |= lists(from, to, KEEP_ALIVE);
                }
            }
            case 14 -> {
                if (isName(name, CONTENT_LENGTH)) {
                    return keepLength(from, to);
                }
            }
            case 17 -> transfer = isName(name, TRANSFER_ENCODING) ? Transfer.ENCODED : transfer;
            default -> {}
        }
        return fields.keep(bytes, name, colon, from, to);
    }

    private boolean keepLength(int from, int to) {
        if (length >= 0 || from == to || to - from > 18) {
            return false;
        }
        long sum = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            sum = sum * 10 + bytes[i] - '0';
        }
        length = sum;
        return true;
    }

    /// Whether the word stands in a list with commas.
    private boolean lists(int from, int to, byte[] word) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || bytes[i] == ',') {
                int end = i;
                while (start < end && Letters.isBlank(bytes[start])) {
                    start++;
                }
                while (end > start && Letters.isBlank(bytes[end - 1])) {
                    end--;
                }
                if (isValue(start, end, word)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    /// Where the line ends that is being read; -1 where it holds a control character.
    private int lineEnd() {
        int i = at;
        while (bytes[i] >= ' ' && bytes[i] != 0x7f || bytes[i] < 0 || bytes[i] == '\t') {
            i++;
        }
        return bytes[i] == '\r' && bytes[i + 1] == '\n' ? i : -1;
    }

    private boolean isToken(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isTokenByte(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    // RFC 9110 section 5.6.2
    private static boolean isTokenByte(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b > ' ' && "!#$%&'*+-.^_`|~".indexOf(b) >= 0;
    }

    private boolean isValue(int from, int to, byte[] lower) {
        return to - from == lower.length && isName(from, lower);
    }

    private boolean isName(int from, byte[] lower) {
        return Letters.equal(bytes, from, lower);
    }

    private boolean startsWith(int from, byte[] wanted) {
        return from + wanted.length <= bytes.length
                && Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
    }

    /// Behind the first empty line; -1 where there is none yet.
    private static int endOfHead(byte[] bytes, int from, int to) {
        for (int i = from + 3; i < to; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
