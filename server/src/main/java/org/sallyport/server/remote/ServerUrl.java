package org.sallyport.server.remote;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// Where a server is: `https://apps.olive.example`, with a path in front of `/api` where a proxy wants one.
///
/// @param base without a slash at its end
record ServerUrl(String base) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// @throws RemoteFailure when it is none, or would send the token across the network in clear
    static ServerUrl parse(String typed) {
        URI uri;
        try {
            uri = new URI(typed.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException unusable) {
            throw unfit();
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        var host = uri.getHost();
        // What is in front of an @ is a password often enough: it is not repeated.
        if (host == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !Set.of("http", "https").contains(scheme)) {
            throw unfit();
        }
        if (scheme.equals("http") && !isLoopback(host)) {
            throw RemoteFailure.misuse("--server " + PlainText.line(typed)
                    + " would send the token across the network in clear: use https://");
        }
        return new ServerUrl(uri.toString());
    }

    URI at(String pathAndQuery) {
        return URI.create(base + pathAndQuery);
    }

    private static RemoteFailure unfit() {
        return RemoteFailure.misuse("--server needs an address like https://apps.olive.example");
    }

    // A name is not looked up for this: what it means may change before the connection is made.
    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT))
                || host.matches("127(\\.[0-9]{1,3}){3}")
                        && InetAddress.ofLiteral(host).isLoopbackAddress();
    }
}
