package org.sallyport.server.web.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.api.Admission;
import org.sallyport.core.api.Program;
import org.sallyport.core.api.Programs;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.web.frame.ProblemDetails;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.session.ClientAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds out who asks: by a token in the `Authorization` header and nothing else (RFC 6750 section 2.1), so that no
/// page of somebody else's can have a browser ask in their name. Whoever asks too often, or with too many tokens that
/// are not good, is told when to come again.
final class ProgramFilter extends OncePerRequestFilter {
    /// Requests a minute, on one node.
    static final int OF_A_TOKEN = 600;

    static final int OF_A_SOURCE = 1_200;

    /// Requests a minute that open nothing.
    static final int IN_VAIN = 60;

    private static final String SCHEME = "Bearer ";

    private final Programs programs;
    private final ClientAddress addresses;
    private final InstantSource clock;
    private final RequestRates rates = new RequestRates();

    ProgramFilter(Programs programs, ClientAddress addresses, InstantSource clock) {
        this.programs = programs;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var source = addresses.of(request);
        var place = source.prefix().map(Network::toString).orElse("nowhere");
        var now = clock.instant();
        response.setHeader(
                "RateLimit-Policy", "\"token\";q=%d;w=60, \"source\";q=%d;w=60".formatted(OF_A_TOKEN, OF_A_SOURCE));
        var ofSource = rates.take("source " + place, OF_A_SOURCE, now);
        var inVain = rates.look("in vain " + place, IN_VAIN, now);
        if (ofSource.isOver() || inVain.remaining() <= 0) {
            refuse(response, "source", ofSource.isOver() ? ofSource : inVain);
            return;
        }
        tell(response, "source", ofSource);
        var authorization = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (ClientTokens.PATH.equals(request.getRequestURI()) || authorization.isEmpty()) {
            chain.doFilter(request, response);
            // The answer shows whether the secret of a client, or no token at all, was of any use.
            if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
                rates.take("in vain " + place, IN_VAIN, now);
            }
            return;
        }
        var program = program(authorization, source);
        if (program.isEmpty()) {
            rates.take("in vain " + place, IN_VAIN, now);
            Challenge.notGood(response);
            return;
        }
        var ofToken = rates.take("token " + program.get().token().holder().root(), OF_A_TOKEN, now);
        if (ofToken.isOver()) {
            refuse(response, "token", ofToken);
            return;
        }
        tell(response, "token", ofToken);
        go(program.get(), request, response, chain);
    }

    private static void go(Program program, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var who = UsernamePasswordAuthenticationToken.authenticated(program, null, List.of());
        SecurityContextHolder.setContext(new SecurityContextImpl(who));
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Optional<Program> program(List<String> authorization, Source source) {
        var header = authorization.getFirst();
        if (authorization.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try (var presented = Secret.of(header.substring(SCHEME.length()).strip())) {
            return programs.admit(presented, source) instanceof Admission.Admitted(var program)
                    ? Optional.of(program)
                    : Optional.empty();
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static void tell(HttpServletResponse response, String policy, RequestRates.Left left) {
        response.setHeader(
                "RateLimit", "\"%s\";r=%d;t=%d".formatted(policy, Math.max(0, left.remaining()), left.seconds()));
    }

    private static void refuse(HttpServletResponse response, String policy, RequestRates.Left left) throws IOException {
        tell(response, policy, new RequestRates.Left(0, left.seconds()));
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(left.seconds()));
        ProblemDetails.of(ProblemKind.TOO_MANY_REQUESTS)
                .withDetail("Ask again in " + left.seconds() + " seconds.")
                .write(response);
    }
}
