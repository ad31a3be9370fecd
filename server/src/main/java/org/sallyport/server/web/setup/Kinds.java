package org.sallyport.server.web.setup;

import java.util.List;
import java.util.stream.Stream;
import org.sallyport.core.method.Method;
import org.sallyport.server.web.Services.Received;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.passkey.RelyingParty;
import org.springframework.stereotype.Component;

/// The kinds of methods that people may choose from here, the weakest last.
@Component
final class Kinds {
    private final Received received;
    private final RelyingParty passkeys;

    Kinds(Received received, RelyingParty passkeys) {
        this.received = received;
        this.passkeys = passkeys;
    }

    /// @param visitor whose policy says which they may register
    List<Method.Kind> offered(Visitor visitor) {
        return Stream.of(Method.Kind.AUTHENTICATOR_APP, Method.Kind.PASSKEY, Method.Kind.PHONE, Method.Kind.MAILBOX)
                .filter(this::isOffered)
                .filter(visitor.policy().methods()::contains)
                .toList();
    }

    private boolean isOffered(Method.Kind kind) {
        return switch (kind) {
            case AUTHENTICATOR_APP -> true;
            case PASSKEY -> passkeys.isPossible();
            case PHONE -> received.phone().isPresent();
            case MAILBOX -> received.mailboxCodes().allowed();
            // Registered by signing in there, and by nothing that is done here.
            case PROVIDER_FACTOR -> false;
        };
    }
}
