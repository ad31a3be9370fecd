package org.sallyport.server.web.account;

import java.time.InstantSource;
import java.util.Map;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Striking an app off one's own list of those that send the account password. It comes back when it sends it again.
@Controller
class SenderPages {
    private final Store store;
    private final InstantSource clock;

    SenderPages(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @PostMapping("/account/senders/forget")
    ModelAndView forget(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String protocol,
            @RequestParam(defaultValue = "") String network,
            @RequestParam(defaultValue = "") String server) {
        boolean done = store.transact(books -> {
            var found = Senders.in(books).of(visitor.id()).stream()
                    .filter(sender -> sender.protocol().code().equals(protocol)
                            && sender.network().toString().equals(network)
                            && sender.server().equals(server))
                    .findFirst();
            found.ifPresent(sender -> {
                Senders.in(books).forget(sender);
                AuditLog.in(books)
                        .append(AuditEvent.of(
                                AuditKind.SENDER_FORGOTTEN,
                                visitor.id(),
                                visitor.actor(),
                                clock.instant(),
                                details(sender)));
            });
            return found.isPresent();
        });
        if (!done) {
            throw new NoSuchThing();
        }
        return Page.goTo("/account?done=sender-forgotten");
    }

    private static Map<String, String> details(Sender sender) {
        return Map.of(
                "protocol",
                sender.protocol().code(),
                "network",
                sender.network().toString());
    }
}
