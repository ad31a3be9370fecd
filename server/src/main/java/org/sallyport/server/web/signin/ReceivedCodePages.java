package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.frame.SentCode;
import org.sallyport.server.web.security.Next;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// A code that is sent to something of the visitor's: after the password, and again before what needs a fresh proof.
/// Nothing is sent before somebody asks for it. Each kind says where its codes go, and how; its addresses lie below
/// `/second-factor/<code>`, as the class of the kind says to Spring.
abstract class ReceivedCodePages implements FactorPage {
    private static final String ELSEWHERE = "/second-factor";

    private final Receiver receiver;
    private final FactorPages pages;
    private final ReceivedCode codes;

    ReceivedCodePages(Receiver receiver, FactorPages pages, ReceivedCode codes) {
        this.receiver = receiver;
        this.pages = pages;
        this.codes = codes;
    }

    /// Somewhere that codes reach the visitor.
    ///
    /// @param masked as much of the number or address as its owner needs to know it by
    /// @param label what its owner calls it; may be empty
    public record Destination(MethodId id, String masked, String label) {}

    abstract List<Destination> destinations(AccountId account);

    /// Sends a code, or another one in its place.
    ///
    /// @param form how it was asked for, as the page sent it
    /// @param visit names the session; the code is good in no other
    abstract Sending send(AccountId account, MethodId to, String form, String visit);

    /// What it means that the organisation sends no codes there.
    abstract Said notServed();

    /// Whether codes can also be read out.
    abstract boolean calls();

    @Override
    public final String code() {
        return receiver.kind().code();
    }

    @Override
    public final String template() {
        return "received";
    }

    @Override
    public final boolean isOpenTo(Visitor visitor, List<Method> held) {
        return held.stream().anyMatch(method -> method.kind() == receiver.kind())
                && !destinations(visitor.id()).isEmpty();
    }

    /// @param to where a code was sent to
    @GetMapping
    ModelAndView form(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String next) {
        var destinations = destinations(visitor.id());
        return destinations.isEmpty()
                ? Page.goTo(ELSEWHERE)
                : page(visitor, destinations, to, next).show();
    }

    @PostMapping("/code")
    ModelAndView send(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String form,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        var destinations = destinations(visitor.id());
        var destination = find(destinations, to);
        if (destination.isEmpty()) {
            return Page.goTo(destinations.isEmpty() ? ELSEWHERE : path());
        }
        var sending = send(visitor.id(), destination.get().id(), form, codes.visit(request));
        return SentCode.failed(sending, page(visitor, destinations, "", next), notServed())
                .orElseGet(() -> Page.goTo(path() + query(to, next)));
    }

    /// Whoever reloads the answer of a form comes back to the page.
    @GetMapping("/code")
    ModelAndView back() {
        return Page.goTo(path());
    }

    @PostMapping
    ModelAndView prove(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String remember,
            HttpServletRequest request,
            HttpServletResponse response) {
        var destinations = destinations(visitor.id());
        if (destinations.isEmpty()) {
            return Page.goTo(ELSEWHERE);
        }
        var page = page(visitor, destinations, to, next);
        return codes.refused(receiver, visitor, code, page, request)
                .orElseGet(() -> pages.proved(visitor, next, remember, request, response));
    }

    private Page page(Visitor visitor, List<Destination> destinations, String to, String next) {
        var sent = find(destinations, to);
        return pages.page(this, visitor, next)
                .with("kind", code())
                .with("destinations", destinations)
                .with("sent", sent.map(Destination::masked).orElse(""))
                .with("to", sent.map(destination -> destination.id().toString()).orElse(""))
                .with("calls", calls());
    }

    private String path() {
        return ELSEWHERE + "/" + code();
    }

    /// `?to=…&next=…`, of what is known to be ours.
    private static String query(String to, String next) {
        return "?to=" + to
                + Next.parse(next).map(wanted -> "&next=" + wanted.encoded()).orElse("");
    }

    private static Optional<Destination> find(List<Destination> destinations, String id) {
        return destinations.stream()
                .filter(destination -> destination.id().toString().equals(id))
                .findFirst();
    }
}
