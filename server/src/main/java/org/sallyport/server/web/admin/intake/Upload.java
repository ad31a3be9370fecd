package org.sallyport.server.web.admin.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The fields of a form with a file (RFC 7578), read by the page itself: the container would take such forms from
/// everybody, before anybody has looked who it is.
sealed interface Upload {
    /// What there is, by the names of the fields.
    record Taken(Map<String, byte[]> fields) implements Upload {
        public Taken {
            fields = Map.copyOf(fields);
        }

        byte[] field(String name) {
            return fields.getOrDefault(name, new byte[0]);
        }
    }

    /// @param bytes how large it is, as far as it says so itself or was read
    record TooLarge(long bytes) implements Upload {}

    /// It is no such form, or is broken off.
    record Unreadable() implements Upload {}

    /// What the fields need besides the file.
    int REST = 16 * 1024;

    /// So much of a body that is too large is read and thrown away: a browser that is still sending sees no answer.
    long THROWN_AWAY = 256L * 1024 * 1024;

    /// @param largest in bytes, of the file
    static Upload read(HttpServletRequest request, int largest) throws IOException {
        var boundary = Parts.boundary(request.getContentType());
        if (boundary.isEmpty()) {
            return new Unreadable();
        }
        var body = request.getInputStream();
        long said = request.getContentLengthLong();
        byte[] bytes = said > largest + REST ? new byte[0] : body.readNBytes(largest + REST + 1);
        if (said > largest + REST || bytes.length > largest + REST) {
            long left = body.skip(THROWN_AWAY);
            return new TooLarge(Math.max(said, bytes.length + left));
        }
        var parts = Parts.of(bytes, boundary.get());
        return parts.<Upload>map(Taken::new).orElseGet(Unreadable::new);
    }

    /// How the fields stand in the body.
    final class Parts {
        private static final Pattern BOUNDARY = Pattern.compile(
                "multipart/form-data;.*boundary=\"?([A-Za-z0-9'()+_,./:=?-]{1,70})\"?", Pattern.CASE_INSENSITIVE);
        private static final Pattern NAME =
                Pattern.compile("(?i)content-disposition:[^\\r\\n]*;\\s*name=\"([^\"]{1,40})\"");
        private static final int MOST = 16;

        private Parts() {}

        static Optional<String> boundary(@org.jspecify.annotations.Nullable String contentType) {
            var found = BOUNDARY.matcher(contentType == null ? "" : contentType);
            return found.lookingAt() ? Optional.of(found.group(1)) : Optional.empty();
        }

        /// Empty where the last field has no end.
        static Optional<Map<String, byte[]>> of(byte[] body, String boundary) {
            var fields = new HashMap<String, byte[]>();
            byte[] mark = ("\r\n--" + boundary).getBytes(US_ASCII);
            byte[] first = Arrays.copyOfRange(mark, 2, mark.length);
            int at = Arrays.mismatch(Arrays.copyOf(body, first.length), first) < 0 ? first.length : -1;
            while (at >= 0 && fields.size() < MOST) {
                if (at + 2 <= body.length && body[at] == '-' && body[at + 1] == '-') {
                    return Optional.of(fields);
                }
                int content = find(body, "\r\n\r\n".getBytes(US_ASCII), at);
                int end = content < 0 ? -1 : find(body, mark, content + 2);
                if (end < 0) {
                    return Optional.empty();
                }
                var head = new String(body, at, content - at, ISO_8859_1);
                byte[] value = Arrays.copyOfRange(body, Math.min(content + 4, end), end);
                NAME.matcher(head).results().findFirst().ifPresent(name -> fields.put(name.group(1), value));
                at = end + mark.length;
            }
            return Optional.empty();
        }

        private static int find(byte[] body, byte[] sought, int from) {
            for (int at = from; at <= body.length - sought.length; at++) {
                if (body[at] == sought[0] && Arrays.equals(body, at, at + sought.length, sought, 0, sought.length)) {
                    return at;
                }
            }
            return -1;
        }
    }
}
