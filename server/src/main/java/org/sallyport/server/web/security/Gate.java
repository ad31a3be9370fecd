package org.sallyport.server.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.staff.Staff;
import org.sallyport.server.web.Stage;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Fault;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/// Decides what each visitor may reach: the one place that knows. Read it as a table of stage by area. Which of the
/// staff may do what within the administration is for [Needs] to say.
@Component
public final class Gate implements AuthorizationManager<RequestAuthorizationContext> {
    /// How fresh the second factor must be to administer (NIST SP 800-63B section 2.2.3, stricter for admins).
    static final Duration ADMIN_FRESH = Duration.ofHours(1);

    private static final String RULING = Gate.class.getName() + ".ruling";
    private static final Ruling PASS = new Ruling.Pass();

    private final Staff staff;
    private final InstantSource clock;

    public Gate(Staff staff, InstantSource clock) {
        this.staff = staff;
        this.clock = clock;
    }

    @Override
    public Ruling authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        var area = Area.of(context.getRequest());
        var visitor = visitorOf(authentication.get());
        var ruling = visitor.map(known -> rule(known, area, clock.instant()))
                .orElseGet(() -> ruleForStranger(area, context));
        context.getRequest().setAttribute(RULING, ruling);
        return ruling;
    }

    /// What the gate said to this request, if it got that far.
    static @Nullable Ruling rulingOn(HttpServletRequest request) {
        return request.getAttribute(RULING) instanceof Ruling ruling ? ruling : null;
    }

    /// Who is visiting; empty for a stranger.
    public static Optional<Visitor> visitorOf(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof Visitor visitor
                ? Optional.of(visitor)
                : Optional.empty();
    }

    /// Where a visitor at this stage belongs.
    public static String home(Stage stage) {
        return switch (stage) {
            case SECOND_FACTOR_DUE -> "/second-factor";
            case REPLACING -> "/set-up/method";
            case SET_UP_DUE, SET_UP_OPEN -> "/set-up";
            case NOT_REQUIRED, SIGNED_IN -> "/account";
        };
    }

    private static Ruling ruleForStranger(Area area, RequestAuthorizationContext context) {
        return switch (area) {
            case ASSETS, SIGN_IN, OPEN, PROVIDER -> PASS;
            case UNKNOWN -> new Ruling.Refuse(Fault.MISSING);
            case HOME,
                    SIGN_OUT,
                    SECOND_FACTOR,
                    SET_UP_LAST,
                    SET_UP_METHOD,
                    SET_UP,
                    METHODS,
                    UPKEEP,
                    ACCOUNT,
                    APP_PASSWORDS_END,
                    APP_PASSWORDS,
                    ADMIN -> new Ruling.GoTo(Next.signInAndComeBack(context.getRequest()));
        };
    }

    private Ruling rule(Visitor visitor, Area area, Instant now) {
        return switch (area) {
            case ASSETS, OPEN, PROVIDER, SIGN_OUT -> PASS;
            case UNKNOWN -> new Ruling.Refuse(Fault.MISSING);
            case SIGN_IN, HOME -> new Ruling.GoTo(home(visitor.stage(now)));
            case SECOND_FACTOR,
                    SET_UP_LAST,
                    SET_UP_METHOD,
                    SET_UP,
                    METHODS,
                    UPKEEP,
                    ACCOUNT,
                    APP_PASSWORDS_END,
                    APP_PASSWORDS,
                    ADMIN -> ruleByStage(visitor, area, now);
        };
    }

    private Ruling ruleByStage(Visitor visitor, Area area, Instant now) {
        return switch (visitor.stage(now)) {
            case SECOND_FACTOR_DUE -> area == Area.SECOND_FACTOR ? PASS : new Ruling.GoTo("/second-factor");
            case REPLACING ->
                switch (area) {
                    case SET_UP_METHOD, SECOND_FACTOR -> PASS;
                    default -> new Ruling.GoTo("/set-up/method");
                };
            case SET_UP_DUE ->
                switch (area) {
                    case SET_UP_METHOD, SET_UP -> PASS;
                    default -> new Ruling.GoTo("/set-up");
                };
            case SET_UP_OPEN ->
                switch (area) {
                    case SET_UP_METHOD, SET_UP, UPKEEP, ACCOUNT, APP_PASSWORDS_END -> PASS;
                    default -> new Ruling.GoTo("/set-up");
                };
            case NOT_REQUIRED ->
                switch (area) {
                    case UPKEEP, ACCOUNT, APP_PASSWORDS_END -> PASS;
                    case ADMIN -> administer(visitor, now);
                    default -> new Ruling.Refuse(Fault.NOT_REQUIRED);
                };
            case SIGNED_IN ->
                switch (area) {
                    // One more method: a cookie that was stolen, or a browser left open, adds none.
                    case SET_UP_METHOD ->
                        visitor.isFresh(now) ? PASS : new Ruling.GoTo(StepUp.path("/account/methods/new"));
                    case SET_UP -> new Ruling.GoTo("/set-up/next");
                    case APP_PASSWORDS ->
                        visitor.terms().areAllowed() ? PASS : new Ruling.Refuse(Fault.NO_APP_PASSWORDS);
                    case ADMIN -> administer(visitor, now);
                    default -> PASS;
                };
        };
    }

    private Ruling administer(Visitor visitor, Instant now) {
        if (!visitor.account().role().isStaff()) {
            return new Ruling.Refuse(Fault.NOT_ADMIN);
        }
        boolean isRequired = visitor.stage(now) == Stage.SIGNED_IN;
        return switch (staff.need()) {
            case NOTHING -> isRequired ? freshly(visitor, now) : PASS;
            case SECOND_FACTOR -> isRequired ? freshly(visitor, now) : new Ruling.Refuse(Fault.ADMIN_NEEDS_MFA);
            case PASSKEY -> isRequired ? byPasskey(visitor, now) : new Ruling.Refuse(Fault.ADMIN_NEEDS_MFA);
        };
    }

    private static Ruling freshly(Visitor visitor, Instant now) {
        return visitor.provedWithin(ADMIN_FRESH, now) ? PASS : new Ruling.GoTo(StepUp.path("/admin"));
    }

    private static Ruling byPasskey(Visitor visitor, Instant now) {
        if (visitor.provedByPasskeyWithin(ADMIN_FRESH, now)) {
            return PASS;
        }
        return visitor.rights().holdsPasskey()
                ? new Ruling.GoTo(StepUp.byPasskey("/admin"))
                : new Ruling.Refuse(Fault.ADMIN_NEEDS_PASSKEY);
    }
}
