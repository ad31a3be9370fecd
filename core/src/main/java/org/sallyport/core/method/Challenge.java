package org.sallyport.core.method;

import java.time.Instant;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;

/// One open question that a code answers, once.
///
/// @param account who was asked; a code answers for nobody else
/// @param binding what the code is good for besides: the enrollment, or the method and the visit, that it was sent for
/// (OWASP ASVS 6.6.2)
/// @param digest of the code, keyed
/// @param expires at most ten minutes after it was asked (NIST SP 800-63B section 3.1.3.2), an onboarding code of at
/// least 112 bit longer
public record Challenge(UUID id, AccountId account, Purpose purpose, String binding, Digest digest, Instant expires) {
    public enum Purpose {
        /// Does this contact belong to the person?
        CONTACT(1),
        /// Did an admin hand this code to the person?
        ONBOARDING(1),
        /// Is this telephone in the person's hands?
        PHONE(1),
        /// Can the person read this mailbox?
        MAILBOX(1),
        /// Does whoever has forgotten the account password read the contact's mail?
        /// Strangers can ask it too, and close none that its owner has asked.
        FORGOTTEN_PASSWORD(3);

        private final int atOnce;

        Purpose(int atOnce) {
            this.atOnce = atOnce;
        }

        /// How many of these questions can be open for one account.
        public int atOnce() {
            return atOnce;
        }
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }
}
