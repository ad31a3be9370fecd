package org.sallyport.server.web.account;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.method.AuthenticatorApp;
import org.sallyport.core.method.Mailbox;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.Phone;
import org.sallyport.core.method.ProviderFactor;

/// A registered method as its owner sees it.
///
/// @param kind the code of its kind
/// @param name empty where its owner gave it none
/// @param place what it leads to, masked; empty where it leads nowhere
/// @param lastUse empty where it was never used, or where that is not kept
public record MethodRow(
        String id, String kind, String name, String place, Instant registered, Optional<Instant> lastUse) {
    public static MethodRow of(Method method) {
        var place = switch (method) {
            case AuthenticatorApp _, Passkey _ -> "";
            case ProviderFactor _ -> "";
            case Phone phone -> phone.number().masked();
            case Mailbox mailbox -> mailbox.address().masked();
        };
        return new MethodRow(
                method.id().toString(),
                method.kind().code(),
                method.label(),
                place,
                method.registered(),
                method instanceof AuthenticatorApp app ? app.lastUse() : Optional.empty());
    }
}
