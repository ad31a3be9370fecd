package org.sallyport.server.web.session;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.server.web.WebSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Where a browser is. A proxy's word (`X-Forwarded-For`) counts only when the proxy is one of ours, and of its list
/// only the last address that no proxy of ours wrote: everything before it is the browser's own invention. Where the
/// word of a proxy is not taken, the log says so once: everybody behind it seems to be in one place.
@Component
public final class ClientAddress {
    private static final Logger LOG = LoggerFactory.getLogger(ClientAddress.class);

    private final Set<Network> proxies;
    private final AtomicBoolean noted = new AtomicBoolean();

    public ClientAddress(WebSettings settings) {
        this.proxies = settings.trustedProxies();
    }

    public Source of(HttpServletRequest request) {
        var peer = Source.ofLiteral(request.getRemoteAddr());
        if (!isProxy(peer)) {
            noteUnlisted(peer, request);
            return peer;
        }
        // A proxy may add a line of its own below the client's: all of them are one list (RFC 9110 section 5.3).
        var forwarded = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")));
        List<String> hops = forwarded.isEmpty() ? List.of() : Arrays.asList(forwarded.split(",", -1));
        for (var hop : hops.reversed()) {
            var source = Source.ofLiteral(hop.strip());
            if (source.address().isEmpty()) {
                return peer;
            }
            if (!isProxy(source)) {
                return source;
            }
        }
        return peer;
    }

    private void noteUnlisted(Source peer, HttpServletRequest request) {
        if (request.getHeader("X-Forwarded-For") != null && noted.compareAndSet(false, true)) {
            LOG.atWarn()
                    .setMessage("pages.proxy-not-trusted")
                    .addKeyValue("peer", peer)
                    .log();
        }
    }

    private boolean isProxy(Source source) {
        return source.address().filter(this::isProxy).isPresent();
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }
}
