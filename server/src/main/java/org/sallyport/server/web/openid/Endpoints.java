package org.sallyport.server.web.openid;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// Where a provider's endpoints may be: at the issuer's host and those that the operator names besides, so that nothing
/// a provider publishes leads Sallyport to a machine that nobody meant.
///
/// @param scheme the issuer's: what is read over TLS never leads to what is not
/// @param hosts in small letters
record Endpoints(String scheme, Set<String> hosts) {
    Endpoints {
        hosts = Set.copyOf(hosts);
    }

    boolean allows(URI url) {
        return scheme.equals(url.getScheme())
                && url.getHost() != null
                && url.getUserInfo() == null
                && hosts.contains(url.getHost().toLowerCase(Locale.ROOT));
    }

    /// @throws IOException where it is somewhere else
    void require(URI url) throws IOException {
        if (!allows(url)) {
            throw new IOException("an endpoint at " + url.getHost() + " is not among the provider's hosts");
        }
    }
}
