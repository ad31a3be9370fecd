package org.sallyport.server.web.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.server.web.Services.Received;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.frame.SentCode;
import org.sallyport.server.web.session.ClientAddress;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The mailbox: its address, and the code that is sent there.
@Controller
class MailboxPages {
    static final String PATH = "/set-up/mailbox";
    private static final Step[] HERE = {Step.CHOOSE_METHOD, Step.PROVE_METHOD};

    private final Received received;
    private final Way way;
    private final Proof proof;
    private final ClientAddress addresses;

    MailboxPages(Received received, Way way, Proof proof, ClientAddress addresses) {
        this.received = received;
        this.way = way;
        this.proof = proof;
        this.addresses = addresses;
    }

    @GetMapping(PATH)
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String another) {
        if (!received.mailboxCodes().allowed()) {
            return Way.to(Optional.empty());
        }
        var address = another.isEmpty() ? chosen(visitor) : Optional.<EmailAddress>empty();
        return way.elsewhere(visitor.id(), HERE)
                .orElseGet(() -> address.map(proved -> codePage(visitor, proved))
                        .orElseGet(() -> addressPage(visitor, ""))
                        .show());
    }

    /// An address was typed: it gets a code.
    @PostMapping(PATH)
    ModelAndView choose(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String address,
            HttpServletRequest request) {
        var elsewhere = way.elsewhere(visitor.id(), HERE);
        if (elsewhere.isPresent() || !received.mailboxCodes().allowed()) {
            return elsewhere.orElseGet(() -> Way.to(Optional.empty()));
        }
        var page = addressPage(visitor, address);
        return EmailAddress.parse(address)
                .map(parsed ->
                        sent(received.mailbox().choose(visitor.id(), parsed, addresses.of(request)), page, visitor))
                .orElseGet(() -> page.wrong(Said.of("contact.bad-address").about("address"))
                        .show());
    }

    @PostMapping(PATH + "/again")
    ModelAndView again(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
        return chosen(visitor)
                .map(address -> sent(
                        received.mailbox().sendAgain(visitor.id(), addresses.of(request)),
                        codePage(visitor, address),
                        visitor))
                .orElseGet(() -> Way.to(Optional.empty()));
    }

    @PostMapping(PATH + "/code")
    ModelAndView prove(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        var address = chosen(visitor);
        if (address.isEmpty()) {
            return way.elsewhere(visitor.id(), HERE).orElseGet(() -> Page.goTo(PATH));
        }
        var page = codePage(visitor, address.get());
        return proof.answer(code, typed -> received.mailbox().prove(visitor.id(), typed), page, visitor, request);
    }

    /// Whoever reloads the answer of a form comes back to the page.
    @GetMapping({PATH + "/again", PATH + "/code"})
    ModelAndView back() {
        return Page.goTo(PATH);
    }

    private ModelAndView sent(Optional<Sending> sending, Page page, Visitor visitor) {
        if (sending.isEmpty()) {
            return way.elsewhere(visitor.id(), HERE).orElseGet(() -> Page.goTo(PATH));
        }
        var notServed = Said.of("mailbox.not-served").about("address");
        return SentCode.failed(sending.get(), page, notServed).orElseGet(() -> Page.goTo(PATH));
    }

    private Optional<EmailAddress> chosen(Visitor visitor) {
        return received.mailbox().address(visitor.id());
    }

    private static Page addressPage(Visitor visitor, String typed) {
        return Page.of("set-up/mailbox")
                .with("another", MethodPages.isAnother(visitor))
                .with("address", typed);
    }

    private static Page codePage(Visitor visitor, EmailAddress address) {
        return Proof.page(visitor, Receiver.MAILBOX, address.masked(), false);
    }
}
