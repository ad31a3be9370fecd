package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Phone;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.telephone.PhoneMessage;
import org.sallyport.server.web.Services.Received;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.frame.SentCode;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// A code by text message or call: after the password, and again before what needs a fresh proof. Nothing is sent
/// before somebody asks for it.
@Controller
@Order(3)
class PhoneFactorPages implements FactorPage {
    private static final String CODE = "phone";
    private static final String PATH = "/second-factor/" + CODE;

    private final Received received;
    private final FactorPages pages;
    private final ReceivedCode codes;

    PhoneFactorPages(Received received, FactorPages pages, ReceivedCode codes) {
        this.received = received;
        this.pages = pages;
        this.codes = codes;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean isOpenTo(Visitor visitor, List<Method> held) {
        return held.stream().anyMatch(method -> method.kind() == Method.Kind.PHONE)
                && !received.signIn().phones(visitor.id()).isEmpty();
    }

    /// @param to the telephone that a code was sent to
    @GetMapping(PATH)
    ModelAndView form(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String next) {
        var phones = received.signIn().phones(visitor.id());
        return phones.isEmpty()
                ? Page.goTo("/second-factor")
                : page(visitor, phones, to, next).show();
    }

    /// Sends a code, or another one in its place.
    @PostMapping(PATH + "/code")
    ModelAndView send(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String form,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        var phones = received.signIn().phones(visitor.id());
        var phone = find(phones, to);
        if (phone.isEmpty()) {
            return Page.goTo(phones.isEmpty() ? "/second-factor" : PATH);
        }
        var wanted = PhoneMessage.Form.find(form).orElse(PhoneMessage.Form.TEXT);
        var sending = received.signIn().send(visitor.id(), phone.get().id(), wanted, codes.visit(request));
        return SentCode.failed(sending, page(visitor, phones, "", next), Said.of("phone.no-longer-served"))
                .orElseGet(() -> Page.goTo(PATH + ReceivedCode.query(to, next)));
    }

    /// Whoever reloads the answer of a form comes back to the page.
    @GetMapping(PATH + "/code")
    ModelAndView back() {
        return Page.goTo(PATH);
    }

    @PostMapping(PATH)
    ModelAndView prove(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        var phones = received.signIn().phones(visitor.id());
        return phones.isEmpty()
                ? Page.goTo("/second-factor")
                : codes.prove(Receiver.PHONE, visitor, code, next, page(visitor, phones, to, next), request);
    }

    private Page page(Visitor visitor, List<Phone> phones, String to, String next) {
        return pages.page(this, visitor, next)
                .with("phones", phones)
                .with(
                        "sent",
                        find(phones, to).map(phone -> phone.number().masked()).orElse(""))
                .with("to", find(phones, to).map(phone -> phone.id().toString()).orElse(""))
                .with("calls", received.signIn().forms().contains(PhoneMessage.Form.CALL));
    }

    private static Optional<Phone> find(List<Phone> phones, String id) {
        return phones.stream().filter(phone -> phone.id().toString().equals(id)).findFirst();
    }
}
