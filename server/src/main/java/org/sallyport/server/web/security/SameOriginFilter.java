package org.sallyport.server.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what changes something and comes from another site, as far as the browser says where it comes from: a
/// second fence behind the form tokens.
///
/// `Sec-Fetch-Site` counts where it is sent. `Origin` counts only without it and only when it names a site: under our
/// own `Referrer-Policy: no-referrer` browsers write `Origin: null` into forms of our own pages (Fetch standard,
/// "append a request Origin header").
final class SameOriginFilter extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final String origin;
    private final AccessDeniedHandler refuse;

    SameOriginFilter(String origin, AccessDeniedHandler refuse) {
        this.origin = origin;
        this.refuse = refuse;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READING.contains(request.getMethod()) || isOurs(request)) {
            chain.doFilter(request, response);
        } else {
            refuse.handle(request, response, new AccessDeniedException("the request comes from another site"));
        }
    }

    private boolean isOurs(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITE.contains(site);
        }
        var from = request.getHeader("Origin");
        return from == null || from.equals("null") || from.equals(origin);
    }
}
