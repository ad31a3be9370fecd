package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Network;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.RegisteredMethods;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.method.Method;
import org.sallyport.core.policy.Selection;
import org.sallyport.server.web.Stage;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Next;
import org.sallyport.server.web.session.Visits;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// All the ways to prove the second factor: which of them are open to whom, what their pages have in common, and where
/// the visitor goes afterwards. A new way is a new [FactorPage]; nothing here changes.
@Component
public final class FactorPages {
    private final ObjectProvider<FactorPage> all;
    private final RegisteredMethods methods;
    private final Enrollments enrollments;
    private final Visits visits;
    private final DeviceCookies devices;
    private final InstantSource clock;

    /// @param all in the order in which they are offered behind what the visitor prefers; each of them holds this, so
    /// they are asked for only when a page is made
    FactorPages(
            ObjectProvider<FactorPage> all,
            RegisteredMethods methods,
            Enrollments enrollments,
            Visits visits,
            DeviceCookies devices,
            InstantSource clock) {
        this.all = all;
        this.methods = methods;
        this.enrollments = enrollments;
        this.visits = visits;
        this.devices = devices;
        this.clock = clock;
    }

    /// The codes of those that are open to this visitor: kinds of methods in the visitor's own order, then the rest.
    List<String> openTo(Visitor visitor) {
        var held = methods.of(visitor.id());
        var kinds = held.stream()
                .map(Method::kind)
                .map(Method.Kind::code)
                .distinct()
                .toList();
        return all.orderedStream()
                .filter(page -> page.isOpenTo(visitor, held))
                .map(FactorPage::code)
                .sorted(Comparator.comparingInt(code -> kinds.contains(code) ? kinds.indexOf(code) : kinds.size()))
                .toList();
    }

    /// The page of one way, with the others at its foot.
    ///
    /// @param next where the visitor wanted to go, as a form or an address brought it
    public Page page(FactorPage way, Visitor visitor, String next) {
        return Page.of("second-factor/" + way.template())
                .with("next", wanted(next).orElse(""))
                .with("again", isAgain(visitor))
                .with("rememberDays", DeviceCookies.days(visitor))
                .with("rememberSomewhere", visitor.policy().rememberedIn() instanceof Selection.Only<Network>)
                .with(
                        "others",
                        openTo(visitor).stream()
                                .filter(code -> !code.equals(way.code()))
                                .toList());
    }

    /// Enters that the visitor has proved the second factor, and sends them on.
    ///
    /// @param remember `yes` where this browser is to be spared it from now on
    ModelAndView proved(
            Visitor visitor, String next, String remember, HttpServletRequest request, HttpServletResponse response) {
        visits.secondFactorProved(request);
        return goOn(visitor, next, remember, request, response);
    }

    /// The same where it was a passkey.
    ModelAndView provedByPasskey(
            Visitor visitor, String next, String remember, HttpServletRequest request, HttpServletResponse response) {
        visits.passkeyProved(request);
        return goOn(visitor, next, remember, request, response);
    }

    private ModelAndView goOn(
            Visitor visitor, String next, String remember, HttpServletRequest request, HttpServletResponse response) {
        if (remember.equals("yes")) {
            devices.remember(visitor, request, response);
        }
        return Page.goTo(after(visitor, next));
    }

    /// Where whoever has just proved the second factor goes. Whoever signed out before "Next" goes on there.
    public String after(Visitor visitor, String next) {
        return after(visitor.id(), next);
    }

    /// The same for somebody who was nobody until now.
    String after(AccountId account, String next) {
        boolean nextIsLeft =
                enrollments.current(account).filter(e -> e.step() == Step.NEXT).isPresent();
        return nextIsLeft ? "/set-up/next" : wanted(next).orElse("/account");
    }

    /// The visitor's own methods.
    List<Method> heldBy(Visitor visitor) {
        return methods.of(visitor.id());
    }

    /// Whether the visitor is signed in and proves it once more.
    boolean isAgain(Visitor visitor) {
        return visitor.stage(clock.instant()) == Stage.SIGNED_IN;
    }

    static Optional<String> wanted(String next) {
        return Next.parse(next).map(Next::path);
    }
}
