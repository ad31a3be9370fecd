package org.sallyport.server.outward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sallyport.core.caller.Network;
import org.sallyport.core.store.Unavailable;

/// Where somebody may be whom Sallyport calls. A name is looked up once for each connection, and the connection goes to
/// the address that was judged, so that a name that means something else a moment later leads nowhere else.
///
/// @param who is called, as an operator knows the part: `telephone`
/// @param key of the configuration that names such networks: `phone.networks`
/// @param privately networks that are not public and in which they are all the same
public record Reach(String who, String key, List<Network> privately) {
    // RFC 6598, RFC 6890: shared, benchmarking, documentation and reserved space, none of which is on the Internet.
    private static final List<Network> NOT_PUBLIC = networks(
            "0.0.0.0/8",
            "100.64.0.0/10",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            "::/96",
            "64:ff9b::/96",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "fc00::/7");

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    public Reach {
        privately = List.copyOf(privately);
    }

    /// Whoever names this machine means it; a name that leads here is another matter.
    public Reach towards(String host) {
        return THIS_MACHINE.contains(host)
                ? new Reach(
                        who,
                        key,
                        Stream.concat(privately.stream(), networks("127.0.0.0/8", "::1/128").stream())
                                .toList())
                : this;
    }

    /// The address to connect to.
    ///
    /// @throws Unavailable when there is none, or it is one that nobody there may have
    public InetAddress of(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(bare(host)))
                    .filter(address -> isPlain(host, address) && isAllowed(address))
                    .findFirst()
                    .orElseThrow(
                            () -> new Unavailable(who, host + " has no address on the Internet, nor one in " + key));
        } catch (UnknownHostException unknown) {
            throw new Unavailable(who, unknown);
        }
    }

    boolean isAllowed(InetAddress address) {
        return isPublic(address) || privately.stream().anyMatch(network -> network.contains(address));
    }

    private static boolean isPublic(InetAddress address) {
        boolean local = address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
        return !local && NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }

    // RFC 6943 section 3.1.1: what 0177.0.0.1 or 127.1 stand for depends on who reads them.
    private static boolean isPlain(String host, InetAddress address) {
        return !host.chars().allMatch(c -> c == '.' || Character.isDigit(c)) || host.equals(address.getHostAddress());
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static List<Network> networks(String... texts) {
        return Arrays.stream(texts)
                .map(text -> Network.parse(text).orElseThrow())
                .toList();
    }
}
