package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import org.sallyport.core.signin.PasswordStep;
import org.sallyport.core.signin.ProviderStep;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.openid.OpenIdProvider;
import org.sallyport.server.web.security.Footprints;
import org.sallyport.server.web.security.Gate;
import org.sallyport.server.web.security.Next;
import org.sallyport.server.web.session.Visits;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// Lets in whoever comes back from an identity provider with a proof that counts, and says where they go.
@Component
class Arrivals {
    private final Visits visits;
    private final Footprints footprints;
    private final FactorPages factors;
    private final InstantSource clock;

    Arrivals(Visits visits, Footprints footprints, FactorPages factors, InstantSource clock) {
        this.visits = visits;
        this.footprints = footprints;
        this.factors = factors;
        this.clock = clock;
    }

    /// Where somebody belongs who is signed in already.
    String home(Visitor visitor) {
        return Gate.home(visitor.stage(clock.instant()));
    }

    ModelAndView begin(
            ProviderStep.Accepted accepted, OpenIdProvider provider, String next, HttpServletRequest request) {
        visits.beginByProvider(
                request,
                accepted.account().id(),
                accepted.passwordChanged(),
                provider.code(),
                accepted.secondFactorAt());
        footprints.leave(request);
        if (accepted.secondFactorAt().isPresent()) {
            return Page.goTo(factors.after(accepted.account().id(), next));
        }
        return Page.goTo(after(accepted.next(), next));
    }

    ModelAndView proved(Visitor visitor, Instant at, String next, HttpServletRequest request) {
        visits.secondFactorProvedThere(request, at);
        return Page.goTo(factors.after(visitor, next));
    }

    /// Where the pages go on behind the first factor.
    static String after(PasswordStep.Next step, String typed) {
        var next = Next.parse(typed);
        return switch (step) {
            case DONE -> next.map(Next::path).orElse("/account");
            case SECOND_FACTOR ->
                "/second-factor"
                        + next.map(wanted -> "?next=" + wanted.encoded()).orElse("");
            case SET_UP, MAY_SET_UP -> "/set-up";
        };
    }
}
