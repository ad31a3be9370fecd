package org.sallyport.core.method;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.AccountId;

/// A registered second factor.
public sealed interface Method permits AuthenticatorApp, Passkey, Phone, Mailbox, ProviderFactor {
    MethodId id();

    AccountId account();

    /// What its owner calls it; may be empty.
    String label();

    Instant registered();

    /// The same method under another name.
    Method named(String changed);

    default Kind kind() {
        return switch (this) {
            case AuthenticatorApp _ -> Kind.AUTHENTICATOR_APP;
            case Passkey _ -> Kind.PASSKEY;
            case Phone _ -> Kind.PHONE;
            case Mailbox _ -> Kind.MAILBOX;
            case ProviderFactor _ -> Kind.PROVIDER_FACTOR;
        };
    }

    /// What somebody can prove with.
    enum Kind {
        AUTHENTICATOR_APP,
        PASSKEY,
        /// A code by text message or call.
        PHONE,
        /// A code by mail.
        MAILBOX,
        /// Whatever the organisation's identity provider asks for.
        PROVIDER_FACTOR;

        /// `authenticator-app`: how addresses, the audit log and exports call it; never changed.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The kind with exactly this code.
        public static Optional<Kind> find(String code) {
            return Arrays.stream(values()).filter(k -> k.code().equals(code)).findFirst();
        }
    }
}
