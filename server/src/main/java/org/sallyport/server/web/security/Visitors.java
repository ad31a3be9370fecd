package org.sallyport.server.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.EnrollmentBook;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Methods;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.staff.Staff;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Rights;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.session.Visit;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/// Tells who is visiting, anew for every request: the account and its MFA state come from the store, the proved factors
/// from the session. An account that was disabled or removed meanwhile is nobody; and so is whoever began with an
/// account password that was changed since, however their session got past the change.
@Component
final class Visitors implements SecurityContextRepository {
    /// The factor that any second factor gives.
    static final String SECOND_FACTOR = "FACTOR_SECOND";

    private final Visits visits;
    private final Store store;
    private final Mfa mfa;
    private final Staff staff;
    private final InstantSource clock;

    Visitors(Visits visits, Store store, Mfa mfa, Staff staff, InstantSource clock) {
        this.visits = visits;
        this.store = store;
        this.mfa = mfa;
        this.staff = staff;
        this.clock = clock;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Loaded(context(request));
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still asks for it; the filters of today do not call it
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // Nothing to do: the session remembers visits, not contexts.
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return visits.of(request).isPresent();
    }

    private SecurityContext context(HttpServletRequest request) {
        return visits.of(request)
                .flatMap(visit -> visitor(visit).<SecurityContext>map(who -> contextOf(who, visit.passwordAt())))
                .orElseGet(SecurityContextHolder::createEmptyContext);
    }

    // Who counts as what is looked up behind it, and only for those of whom it is not said by their role.
    private Optional<Visitor> visitor(Visit visit) {
        return known(visit).map(visitor -> visitor.withRole(staff.roleOf(visitor.account())));
    }

    private Optional<Visitor> known(Visit visit) {
        return store.transact(books -> Accounts.in(books)
                .find(visit.account())
                .filter(Account::isActive)
                .filter(account -> CredentialsBook.in(books)
                        .find(account.id())
                        .filter(kept -> kept.isOfPasswordSet(visit.passwordChanged()))
                        .isPresent())
                .map(account -> visitor(books, visit, account)));
    }

    private Visitor visitor(Books books, Visit visit, Account account) {
        var policy = mfa.policies().of(books, account);
        return new Visitor(
                account,
                new Rights(
                        mfa.standing(books, account, () -> policy),
                        policy,
                        account.role(),
                        holdsPasskey(books, account),
                        staff.need()),
                visit.passwordChanged(),
                visit.secondFactor(),
                visit.isSpared(),
                isReplacing(books, visit));
    }

    private static boolean holdsPasskey(Books books, Account account) {
        return account.role().isStaff()
                && Methods.in(books).heldBy(account.id()).stream()
                        .anyMatch(method -> method.kind() == Method.Kind.PASSKEY);
    }

    // Asked only of whoever typed an onboarding code: nobody else pays for it.
    private boolean isReplacing(Books books, Visit visit) {
        return visit.replacing().isPresent()
                && EnrollmentBook.in(books)
                        .find(visit.account())
                        .filter(open -> open.aim() == Enrollment.Aim.REPLACEMENT)
                        .filter(open -> visit.replacing().get().equals(open.id()))
                        .filter(open -> !open.isExpired(clock.instant()))
                        .isPresent();
    }

    private static SecurityContextImpl contextOf(Visitor visitor, Optional<Instant> passwordAt) {
        var authorities = new ArrayList<GrantedAuthority>();
        authorities.add(
                new SimpleGrantedAuthority("ROLE_" + visitor.account().role().name()));
        passwordAt.ifPresent(at -> authorities.add(factor(FactorGrantedAuthority.PASSWORD_AUTHORITY, at)));
        visitor.secondFactor().ifPresent(proof -> authorities.add(factor(SECOND_FACTOR, proof.at())));
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(visitor, null, authorities));
    }

    private static GrantedAuthority factor(String authority, Instant at) {
        return FactorGrantedAuthority.withAuthority(authority).issuedAt(at).build();
    }

    private record Loaded(SecurityContext get) implements DeferredSecurityContext {
        @Override
        public boolean isGenerated() {
            return get.getAuthentication() == null;
        }
    }
}
