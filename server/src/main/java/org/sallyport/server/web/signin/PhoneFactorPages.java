package org.sallyport.server.web.signin;

import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.method.Sending;
import org.sallyport.core.signin.SentCodeSignIn;
import org.sallyport.core.telephone.PhoneMessage;
import org.sallyport.server.web.Services.Received;
import org.sallyport.server.web.frame.Said;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// A code by text message or call.
@Controller
@RequestMapping("/second-factor/phone")
@Order(3)
class PhoneFactorPages extends ReceivedCodePages {
    private final SentCodeSignIn signIn;

    PhoneFactorPages(Received received, FactorPages pages, ReceivedCode codes) {
        super(Receiver.PHONE, pages, codes);
        this.signIn = received.signIn();
    }

    @Override
    List<Destination> destinations(AccountId account) {
        return signIn.phones(account).stream()
                .map(phone -> new Destination(phone.id(), phone.number().masked(), phone.label()))
                .toList();
    }

    @Override
    Sending send(AccountId account, MethodId to, String form, String visit) {
        var wanted = PhoneMessage.Form.find(form).orElse(PhoneMessage.Form.TEXT);
        return signIn.send(account, to, wanted, visit);
    }

    @Override
    Said notServed() {
        return Said.of("phone.no-longer-served");
    }

    @Override
    boolean calls() {
        return signIn.forms().contains(PhoneMessage.Form.CALL);
    }
}
