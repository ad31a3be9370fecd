package org.sallyport.server.listener;

import java.util.Optional;
import org.sallyport.core.caller.Source;

/// Addresses as connected servers write them. Never asks DNS.
public final class Addresses {
    private Addresses() {}

    /// The source this literal names; empty where it is no address, which must stop the question: a source that
    /// became unknown by accident would skip every rule about networks.
    public static Optional<Source> source(String literal) {
        boolean colons = literal.indexOf(':') >= 0;
        if (!colons && !isDottedQuad(literal)) {
            return Optional.empty();
        }
        // RFC 4007 section 11: a zone means something on the machine that wrote it only.
        int zone = literal.indexOf('%');
        var source = Source.ofLiteral(
                colons && zone > 0 && zone < literal.length() - 1 ? literal.substring(0, zone) : literal);
        return source.address().isPresent() ? Optional.of(source) : Optional.empty();
    }

    /// Four numbers, three dots. Stricter than the JDK, which reads 10.1 as 10.0.0.1 and 1 as 0.0.0.1.
    private static boolean isDottedQuad(String literal) {
        int dots = 0;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }
}
