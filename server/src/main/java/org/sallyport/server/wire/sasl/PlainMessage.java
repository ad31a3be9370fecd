package org.sallyport.server.wire.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The message of the PLAIN mechanism, RFC 4616: `authzid NUL authcid NUL password`.
///
/// @param authorization whose rights are wanted; empty for those of the name itself
/// @param password in UTF-8; whoever holds the message clears it
public record PlainMessage(String authorization, String name, byte[] password) {

    /// Reads a message: exactly two NULs, a name, and everything in UTF-8; empty for anything else. Clears nothing.
    public static Optional<PlainMessage> read(byte[] message) {
        int first = indexOfNul(message, 0);
        int second = first < 0 ? -1 : indexOfNul(message, first + 1);
        if (second < 0 || indexOfNul(message, second + 1) >= 0 || second == first + 1) {
            return Optional.empty();
        }
        if (!isUtf8(message)) {
            return Optional.empty();
        }
        return Optional.of(new PlainMessage(
                new String(message, 0, first, StandardCharsets.UTF_8),
                new String(message, first + 1, second - first - 1, StandardCharsets.UTF_8),
                Arrays.copyOfRange(message, second + 1, message.length)));
    }

    /// The message for this name and password, asking for nobody else's rights. Whoever holds it clears it.
    public static byte[] write(String name, byte[] password) {
        var utf8 = name.getBytes(StandardCharsets.UTF_8);
        var message = new byte[utf8.length + password.length + 2];
        System.arraycopy(utf8, 0, message, 1, utf8.length);
        System.arraycopy(password, 0, message, utf8.length + 2, password.length);
        return message;
    }

    /// Whether the rights of somebody else are wanted.
    public boolean isForAnother() {
        return !authorization.isEmpty() && !authorization.equals(name);
    }

    @Override
    public String toString() {
        return "PlainMessage[hidden]";
    }

    private static int indexOfNul(byte[] message, int from) {
        for (int i = from; i < message.length; i++) {
            if (message[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isUtf8(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && bytes[i] >= 0) {
            i++;
        }
        if (i == bytes.length) {
            return true;
        }
        try {
            var chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            Arrays.fill(chars.array(), '\0');
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
