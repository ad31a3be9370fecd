package org.sallyport.server.listener.postfix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Reads requests of Postfix's SMTPD_POLICY_README: `name=value` lines, each ended by a line feed, and an empty line at
/// the end. Touches no socket.
final class PolicyReader {
    /// In bytes, the empty line included. Postfix sends one or two thousand; it cuts a line at 2048.
    static final int LONGEST = 16 * 1024;

    /// What a message is called is the key of a row.
    private static final int LONGEST_INSTANCE = 255;

    private static final Set<String> OF_USE = Set.of(
            "request",
            "protocol_state",
            "instance",
            "sender",
            "recipient",
            "recipient_count",
            "sasl_username",
            "client_address");

    private PolicyReader() {}

    /// What the bytes begin with.
    sealed interface Found {
        /// @param length how many bytes it took
        record Request(PolicyRequest request, int length) implements Found {}

        record NotYetWhole() implements Found {}

        /// Never one of this protocol, whatever comes next.
        ///
        /// @param why what is wrong, without anything of it
        record NoRequest(String why) implements Found {}
    }

    static Found read(byte[] bytes, int from, int to) {
        var attributes = new HashMap<String, String>();
        int line = from;
        int equals = -1;
        for (int i = from; i < to; i++) {
            if (i - from >= LONGEST) {
                return new Found.NoRequest("longer than " + LONGEST + " bytes");
            }
            if (bytes[i] == 0) {
                return new Found.NoRequest("a byte that is no text");
            }
            if (bytes[i] == '\n' && i == line) {
                return whole(attributes, i + 1 - from);
            }
            if (equals < 0) {
                boolean isName = bytes[i] == '=' ? i > line : isOfNames(bytes[i]);
                if (!isName) {
                    return new Found.NoRequest("a line that does not begin with a name and =");
                }
                equals = bytes[i] == '=' ? i : -1;
            } else if (bytes[i] == '\n') {
                var wrong = readLine(bytes, line, equals, i, attributes);
                if (!wrong.isEmpty()) {
                    return new Found.NoRequest(wrong);
                }
                line = i + 1;
                equals = -1;
            }
        }
        return new Found.NotYetWhole();
    }

    private static Found whole(Map<String, String> attributes, int length) {
        return attributes.containsKey("request")
                ? new Found.Request(new PolicyRequest(attributes), length)
                : new Found.NoRequest("no request=");
    }

    // Whoever meant another protocol is known by its first word.
    private static boolean isOfNames(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '-' || b == '.';
    }

    /// @return what is wrong with the line; empty where nothing is
    private static String readLine(byte[] bytes, int from, int equals, int to, Map<String, String> attributes) {
        var name = new String(bytes, from, equals - from, UTF_8);
        if (!OF_USE.contains(name)) {
            return "";
        }
        var value = new String(bytes, equals + 1, to - equals - 1, UTF_8);
        if (name.equals("instance") && value.length() > LONGEST_INSTANCE) {
            return "an instance longer than " + LONGEST_INSTANCE + " characters";
        }
        // Of two, the mail server could mean the other one.
        return attributes.put(name, value) == null ? "" : "an attribute that is there twice";
    }
}
