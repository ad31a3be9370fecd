package org.sallyport.server.config;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a listener waits for connections.
///
/// @param host an address literal or a name; `*` for every address of the machine
/// @param port 1 to 65535
public record ListenAddress(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9.-]+|\\*)):([0-9]{1,5})");

    public ListenAddress {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a listener has a host and a port from 1 to 65535");
        }
    }

    /// Reads `127.0.0.1:8081`, `[::1]:8081`, `localhost:8081` or `*:8081`.
    public static Optional<ListenAddress> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(form.group(3));
        if (port < 1 || port > 65_535) {
            return Optional.empty();
        }
        return Optional.of(new ListenAddress(form.group(1) == null ? form.group(2) : form.group(1), port));
    }

    /// True where only this machine can connect.
    public boolean isLoopback() {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    /// True where the host is an address and no name.
    boolean isLiteral() {
        // The JDK reads 10.1 as 10.0.0.1, and nobody else does.
        return host.contains(":") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") && isAddress(host);
    }

    private static boolean isAddress(String literal) {
        try {
            return InetAddress.ofLiteral(literal).getHostAddress().equals(literal);
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
