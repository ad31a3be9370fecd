package org.sallyport.core.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/// Where a webhook is called: an address with `https`, a host and no user in it; `http` on this machine only, where the
/// operator allows it, which is asked when it is called.
public record Target(URI value) {
    public static final int MAX_LENGTH = 500;

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public Target {
        if (!isUsable(value)) {
            throw new IllegalArgumentException("not an address that can be called");
        }
    }

    /// Reads what somebody typed; empty where it cannot be called.
    public static Optional<Target> parse(String typed) {
        try {
            return Optional.of(new URI(typed.strip())).filter(Target::isUsable).map(Target::new);
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    private static boolean isUsable(URI uri) {
        return uri.getHost() != null
                && uri.toString().length() <= MAX_LENGTH
                && uri.toString().chars().allMatch(c -> c > ' ' && c < 0x7f)
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && isOnThisMachine(uri));
    }

    private static boolean isOnThisMachine(URI uri) {
        return THIS_MACHINE.contains(uri.getHost());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
