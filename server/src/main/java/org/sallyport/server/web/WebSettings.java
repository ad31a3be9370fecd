package org.sallyport.server.web;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.core.caller.Network;

/// What the operator decides about the web pages.
///
/// @param publicUrl how browsers reach the pages, without a path: `https://apps.olive.example`. The only source of
/// absolute URLs; its scheme decides whether cookies are `Secure`, also behind a proxy that ends TLS
/// @param organisation as people know it; shown on every page and inside authenticator apps
/// @param listen where to listen; port 0 takes a free one
/// @param tls certificate and key; empty for plain HTTP on loopback or behind a proxy
/// @param sessions how long a sign-in lasts
/// @param zone in which the pages show times
/// @param trustedProxies whose word about the browser's address is taken (`X-Forwarded-For`); nobody's by default
public record WebSettings(
        URI publicUrl,
        String organisation,
        InetSocketAddress listen,
        Optional<Tls> tls,
        Sessions sessions,
        ZoneId zone,
        Set<Network> trustedProxies) {

    private static final Pattern NUMBER = Pattern.compile("\\[.*]|[0-9.]+");

    /// A certificate chain and its private key, both PEM, read again when either file changes.
    public record Tls(Path certificate, Path key) {}

    /// @param overall after which one signs in again whatever happens
    /// @param idle after which one signs in again when nothing happened
    public record Sessions(Duration overall, Duration idle) {
        public Sessions {
            if (overall.isNegative() || overall.isZero() || overall.compareTo(Duration.ofHours(24)) > 0) {
                // NIST SP 800-63B section 2.2.3
                throw new IllegalArgumentException("a session lasts at most 24 hours, found " + overall);
            }
            if (idle.isNegative() || idle.isZero() || idle.compareTo(overall) > 0) {
                throw new IllegalArgumentException("a session idles no longer than it lasts, found " + idle);
            }
        }

        /// 12 hours, 30 minutes idle.
        public static Sessions standard() {
            return new Sessions(Duration.ofHours(12), Duration.ofMinutes(30));
        }
    }

    public WebSettings {
        trustedProxies = Set.copyOf(trustedProxies);
        var path = publicUrl.getPath();
        if (publicUrl.getHost() == null || !(path == null || path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException(
                    "the public URL reads https://host or http://localhost:port, without a path, found " + publicUrl);
        }
        if (!isSecure(publicUrl) && !"http".equals(publicUrl.getScheme())) {
            throw new IllegalArgumentException("the public URL begins with https:// or http://, found " + publicUrl);
        }
    }

    /// Whether browsers speak TLS, to us or to a proxy before us.
    public boolean isSecure() {
        return isSecure(publicUrl);
    }

    private static boolean isSecure(URI url) {
        return "https".equals(url.getScheme());
    }

    /// `https://apps.olive.example`, as browsers write it in `Origin` (RFC 6454 section 6.2): in small letters, and
    /// without the port that the scheme has anyway.
    public String origin() {
        int usual = isSecure() ? 443 : 80;
        boolean said = publicUrl.getPort() >= 0 && publicUrl.getPort() != usual;
        return publicUrl.getScheme() + "://" + host() + (said ? ":" + publicUrl.getPort() : "");
    }

    /// `apps.olive.example`
    public String host() {
        return publicUrl.getHost().toLowerCase(Locale.ROOT);
    }

    /// Whether browsers use passkeys at the public URL: it needs a name and no number, and TLS but on this machine
    /// (WebAuthn Level 3 section 5.1.2, W3C Secure Contexts section 3.1).
    public boolean canHavePasskeys() {
        return !NUMBER.matcher(host()).matches()
                && (isSecure() || host().equals("localhost") || host().endsWith(".localhost"));
    }
}
