package org.sallyport.server.web.signin;

import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.signin.SentCodeSignIn;
import org.sallyport.server.web.Services.Received;
import org.sallyport.server.web.frame.Said;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// A code by mail.
@Controller
@RequestMapping("/second-factor/mailbox")
@Order(4)
class MailboxFactorPages extends ReceivedCodePages {
    private final SentCodeSignIn signIn;

    MailboxFactorPages(Received received, FactorPages pages, ReceivedCode codes) {
        super(Receiver.MAILBOX, pages, codes);
        this.signIn = received.signIn();
    }

    @Override
    List<Destination> destinations(AccountId account) {
        return signIn.mailboxes(account).stream()
                .map(mailbox -> new Destination(mailbox.id(), mailbox.address().masked(), mailbox.label()))
                .toList();
    }

    @Override
    Sending send(AccountId account, MethodId to, String form, String visit) {
        return signIn.send(account, to, visit);
    }

    @Override
    Said notServed() {
        return Said.of("mailbox.not-served");
    }

    @Override
    boolean calls() {
        return false;
    }
}
