package org.sallyport.server.listener.ldap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.sallyport.core.secret.Secret;

/// A bind as it was asked for (RFC 4511 section 4.2). Whoever holds it closes it.
///
/// @param version the protocol's
/// @param name as it stands there, decoded; unreadable bytes become replacement characters, which no name has
/// @param method how the caller wants to prove itself
/// @param password empty but for [Method#SIMPLE]
/// @param unknownCritical whether a control came along that must not be ignored and that nobody here knows
record BindQuestion(int version, String name, Method method, Secret password, boolean unknownCritical)
        implements AutoCloseable {
    enum Method {
        SIMPLE,
        /// RFC 4513 section 5.2.
        SASL,
        OTHER
    }

    private static final int SIMPLE = 0x80;
    private static final int SASL = 0xa3;

    /// @param operation the inside of the bind request
    /// @param message what is left of the message behind it
    static BindQuestion read(Ber operation, Ber message) throws Malformed {
        int version = operation.number(Ber.INTEGER);
        var name = new String(operation.octets(Ber.OCTET_STRING), UTF_8);
        int choice = operation.tag();
        byte[] clear = choice == SIMPLE ? operation.octets(SIMPLE) : new byte[0];
        try {
            boolean unknownCritical = Controls.anyUnknownCritical(message);
            var method = switch (choice) {
                case SIMPLE -> Method.SIMPLE;
                case SASL -> Method.SASL;
                default -> Method.OTHER;
            };
            return new BindQuestion(version, name, method, Secret.ofUtf8(clear), unknownCritical);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    @Override
    public void close() {
        password.close();
    }

    @Override
    public String toString() {
        return "BindQuestion[hidden]";
    }
}
