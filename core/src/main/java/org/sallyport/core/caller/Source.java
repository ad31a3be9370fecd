package org.sallyport.core.caller;

import java.net.InetAddress;
import java.util.Optional;

/// Where an attempt comes from, as far as it is known: the address of the app, not of the server that asks for it.
///
/// @param address empty where the asking server did not say (an absent address is normal and is never an error)
/// @param asker the connected server that did not say; empty where the address is known, and where no server asks
public record Source(Optional<InetAddress> address, String asker) {
    /// Nobody said.
    public static final Source UNKNOWN = new Source(Optional.empty(), "");

    public static Source of(InetAddress address) {
        return new Source(Optional.of(address), "");
    }

    /// The source named by an address literal, [#UNKNOWN] for anything else. Never asks DNS.
    public static Source ofLiteral(String literal) {
        return Network.address(literal).map(Source::of).orElse(UNKNOWN);
    }

    /// The same as it is asked about by this server: what is unknown is unknown for each server apart.
    public Source askedBy(String server) {
        return address.isPresent() ? this : new Source(address, server);
    }

    /// The network that stands for one customer line: /32 of IPv4, /64 of IPv6; empty where the source is unknown.
    public Optional<Network> prefix() {
        return address.map(a -> new Network(a, a.getAddress().length == 4 ? 32 : 64));
    }

    /// The network around it: /24 of IPv4, /48 of IPv6, the smallest that the internet routes by themselves;
    /// [Network#NOWHERE] where the source is unknown.
    public Network neighbourhood() {
        return address.map(a -> new Network(a, a.getAddress().length == 4 ? 24 : 48))
                .orElse(Network.NOWHERE);
    }

    @Override
    public String toString() {
        return address.map(InetAddress::getHostAddress).orElse("unknown");
    }
}
