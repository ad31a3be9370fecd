package org.sallyport.core.method;

import java.time.Instant;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.EmailAddress;

/// What a method consists of, as one text that is kept sealed. Authenticator apps have a key instead, which is sealed
/// by itself.
public final class MethodText {
    private MethodText() {}

    /// What a passkey consists of.
    public static String write(Passkey.Credential credential) {
        return credential.text();
    }

    /// @throws IllegalArgumentException for an authenticator app
    public static String write(Method method) {
        return switch (method) {
            case AuthenticatorApp _ -> throw keySealed();
            case Passkey passkey -> write(passkey.credential());
            case Phone phone -> phone.number().value();
            case Mailbox mailbox -> mailbox.address().value();
            case ProviderFactor factor -> factor.provider();
        };
    }

    /// @throws IllegalArgumentException for an authenticator app, or when [#write] did not write it
    public static Method read(
            Method.Kind kind, MethodId id, AccountId account, String label, String text, Instant registered) {
        return switch (kind) {
            case AUTHENTICATOR_APP -> throw keySealed();
            case PASSKEY -> new Passkey(id, account, label, Passkey.Credential.parse(text), registered);
            case PHONE -> new Phone(id, account, label, new PhoneNumber(text), registered);
            case MAILBOX -> new Mailbox(id, account, label, new EmailAddress(text), registered);
            case PROVIDER_FACTOR -> new ProviderFactor(id, account, label, text, registered);
        };
    }

    /// @throws IllegalArgumentException when [#write(Passkey.Credential)] did not write it
    public static Passkey.Credential readPasskey(String text) {
        return Passkey.Credential.parse(text);
    }

    private static IllegalArgumentException keySealed() {
        return new IllegalArgumentException("the key of an authenticator app is sealed by itself");
    }
}
