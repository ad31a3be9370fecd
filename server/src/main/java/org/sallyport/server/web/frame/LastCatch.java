package org.sallyport.server.web.frame;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.sallyport.core.store.Unavailable;
import org.springframework.web.filter.OncePerRequestFilter;

/// The last catch: whatever no page has answered becomes a page in plain words, with a number under which the log has
/// the rest. A part that cannot tell is 503 and never "wrong password".
final class LastCatch extends OncePerRequestFilter {
    private final ErrorPages errorPages;

    LastCatch(ErrorPages errorPages) {
        this.errorPages = errorPages;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException unreadable) {
            // Its message quotes what was sent, which may be a password: it is not logged.
            errorPages.show(request, response, Fault.BAD_REQUEST);
        } catch (ServletException | RuntimeException e) {
            var outage = unavailableIn(e);
            errorPages.show(request, response, outage.isPresent() ? Fault.UNAVAILABLE : Fault.BROKEN, e);
        }
    }

    // Containers and frameworks wrap what they let through.
    private static Optional<Throwable> unavailableIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Unavailable) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }
}
