package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.method.Mailbox;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Receiver;
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

/// A code by mail: after the password, and again before what needs a fresh proof. Nothing is sent before somebody asks
/// for it.
@Controller
@Order(4)
class MailboxFactorPages implements FactorPage {
    private static final String CODE = "mailbox";
    private static final String PATH = "/second-factor/" + CODE;

    private final Received received;
    private final FactorPages pages;
    private final ReceivedCode codes;

    MailboxFactorPages(Received received, FactorPages pages, ReceivedCode codes) {
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
        return held.stream().anyMatch(method -> method.kind() == Method.Kind.MAILBOX)
                && !received.signIn().mailboxes(visitor.id()).isEmpty();
    }

    /// @param to the mailbox that a code was sent to
    @GetMapping(PATH)
    ModelAndView form(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String next) {
        var mailboxes = received.signIn().mailboxes(visitor.id());
        return mailboxes.isEmpty()
                ? Page.goTo("/second-factor")
                : page(visitor, mailboxes, to, next).show();
    }

    /// Sends a code, or another one in its place.
    @PostMapping(PATH + "/code")
    ModelAndView send(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        var mailboxes = received.signIn().mailboxes(visitor.id());
        var mailbox = find(mailboxes, to);
        if (mailbox.isEmpty()) {
            return Page.goTo(mailboxes.isEmpty() ? "/second-factor" : PATH);
        }
        var sending = received.signIn().send(visitor.id(), mailbox.get().id(), codes.visit(request));
        return SentCode.failed(sending, page(visitor, mailboxes, "", next), Said.of("mailbox.not-served"))
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
        var mailboxes = received.signIn().mailboxes(visitor.id());
        return mailboxes.isEmpty()
                ? Page.goTo("/second-factor")
                : codes.prove(Receiver.MAILBOX, visitor, code, next, page(visitor, mailboxes, to, next), request);
    }

    private Page page(Visitor visitor, List<Mailbox> mailboxes, String to, String next) {
        return pages.page(this, visitor, next)
                .with("mailboxes", mailboxes)
                .with("sent", find(mailboxes, to).map(m -> m.address().masked()).orElse(""))
                .with("to", find(mailboxes, to).map(m -> m.id().toString()).orElse(""));
    }

    private static Optional<Mailbox> find(List<Mailbox> mailboxes, String id) {
        return mailboxes.stream().filter(m -> m.id().toString().equals(id)).findFirst();
    }
}
