package org.sallyport.server.listener.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.server.listener.Addresses;

/// Where a browser is, by the list of addresses that its request passed (`X-Forwarded-For`). Each hop adds the address
/// it saw at the end, so only the last address that none of ours added is true: what stands before it is the browser's
/// own invention.
final class Hops {
    private final List<Network> ours;

    Hops(List<Network> ours) {
        this.ours = ours;
    }

    /// Empty where an address that matters cannot be read, which must stop the question.
    Optional<Source> source(byte[] value) {
        var list = new String(value, StandardCharsets.ISO_8859_1);
        var hops = List.of(list.split(",", -1)).reversed();
        Optional<Source> furthest = Optional.empty();
        for (var hop : hops) {
            furthest = Addresses.source(hop.strip());
            if (furthest.flatMap(Source::address).filter(this::isOurs).isEmpty()) {
                return furthest;
            }
        }
        return furthest;
    }

    private boolean isOurs(InetAddress address) {
        return ours.stream().anyMatch(network -> network.contains(address));
    }
}
