package org.sallyport.core.throttle;

import java.net.InetAddress;
import java.util.List;
import org.sallyport.core.caller.Network;

/// One of the networks that an address belongs to, and how much more is expected of it than of a single customer's
/// line: somebody who holds a /48 of IPv6 cannot guess 65 536 times as fast from its many /64.
///
/// @param weight 1 for a /32 of IPv4 and a /64 of IPv6, 4 for a /56, 16 for a /48
record Level(Network network, int weight) {
    /// The levels of a customer's line, narrowest first. What is unknown is as much as one line.
    static List<Level> of(Network place) {
        InetAddress address = place.address();
        return address.getAddress().length == 4
                ? List.of(new Level(place, 1))
                : List.of(
                        new Level(place, 1),
                        new Level(new Network(address, 56), 4),
                        new Level(new Network(address, 48), 16));
    }

    String name() {
        return network.toString();
    }
}
