package org.sallyport.core.caller;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// A range of addresses in CIDR form, RFC 4632 and RFC 4291 section 2.3.
///
/// @param address the first address; bits behind the prefix are cleared
/// @param bits prefix length, 0 to 32 for IPv4 and 0 to 128 for IPv6
public record Network(InetAddress address, int bits) {
    /// Where the asking server did not say. RFC 6890: an address that is nobody's.
    public static final Network NOWHERE = parse("0.0.0.0/32").orElseThrow();

    public Network {
        var bytes = address.getAddress();
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException("a network prefix of " + address.getHostAddress() + " has 0 to "
                    + bytes.length * 8 + " bits, found " + bits);
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] & maskByte(bits, i));
        }
        address = addressOf(bytes);
    }

    /// Reads `192.0.2.0/24`, `2001:db8::/32` or a single address; empty for anything else. Never asks DNS.
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return address(text).map(a -> new Network(a, a.getAddress().length * 8));
        }
        var bits = text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        return address(text.substring(0, slash))
                .filter(a -> Integer.parseInt(bits) <= a.getAddress().length * 8)
                .map(a -> new Network(a, Integer.parseInt(bits)));
    }

    /// Where this server did not say. RFC 6890: the addresses of "this network" are nobody's, and there are more of
    /// them than anybody connects servers; two that share one have their limits together.
    public static Network nowhere(String server) {
        int hash = server.hashCode();
        int own = hash ^ hash >>> 24;
        return new Network(addressOf(new byte[] {0, (byte) (own >>> 16), (byte) (own >>> 8), (byte) own}), 32);
    }

    /// Whether this is the place of a source that is unknown.
    public boolean isNowhere() {
        var bytes = address.getAddress();
        return bytes.length == 4 && bits == 32 && bytes[0] == 0;
    }

    public boolean contains(InetAddress candidate) {
        var mine = address.getAddress();
        var theirs = candidate.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < mine.length; i++) {
            if (mine[i] != (byte) (theirs[i] & maskByte(bits, i))) {
                return false;
            }
        }
        return true;
    }

    /// Whether the other is this one or a part of it.
    public boolean covers(Network other) {
        return bits <= other.bits && contains(other.address);
    }

    /// `192.0.2.0/24`
    @Override
    public String toString() {
        return address.getHostAddress() + "/" + bits;
    }

    static Optional<InetAddress> address(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException notALiteral) {
            return Optional.empty();
        }
    }

    private static InetAddress addressOf(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address kept its length", impossible);
        }
    }

    private static int maskByte(int bits, int index) {
        int left = Math.clamp(bits - index * 8L, 0, 8);
        return 0xff << (8 - left) & 0xff;
    }
}
