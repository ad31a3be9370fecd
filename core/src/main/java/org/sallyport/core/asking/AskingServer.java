package org.sallyport.core.asking;

import java.util.Comparator;
import org.sallyport.core.caller.Source;

/// A server that asks, as far as servers are told apart.
///
/// @param listener what it asks through: `verify`
/// @param name as the configuration calls it; empty where it showed no good token or password
/// @param address where its connections come from, a /64 for IPv6; empty for a socket in the file system
public record AskingServer(String listener, String name, String address) implements Comparable<AskingServer> {
    private static final Comparator<AskingServer> ORDER = Comparator.comparing(AskingServer::listener)
            .thenComparing(AskingServer::name)
            .thenComparing(AskingServer::address);

    /// The server of this name at the other end of a connection.
    public static AskingServer at(String listener, String name, Source source) {
        var address = source.prefix()
                .map(network -> network.address().getAddress().length == 4
                        ? network.address().getHostAddress()
                        : network.toString());
        return new AskingServer(listener, name, address.orElse(""));
    }

    /// Somebody who showed no good token or password.
    public static AskingServer strangerAt(String listener, Source source) {
        return at(listener, "", source);
    }

    public boolean isStranger() {
        return name.isEmpty();
    }

    boolean isCalledLike(AskingServer other) {
        return listener.equals(other.listener) && name.equals(other.name);
    }

    @Override
    public int compareTo(AskingServer other) {
        return ORDER.compare(this, other);
    }
}
