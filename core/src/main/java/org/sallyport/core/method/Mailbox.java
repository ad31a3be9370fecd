package org.sallyport.core.method;

import java.time.Instant;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.EmailAddress;

/// A registered mailbox, to which codes are sent. Never one that an app password of the account opens: whoever had
/// the app password would have the second factor too (NIST SP 800-63B section 3.1.3.1).
public record Mailbox(MethodId id, AccountId account, String label, EmailAddress address, Instant registered)
        implements Method {
    @Override
    public Mailbox named(String changed) {
        return new Mailbox(id, account, changed, address, registered);
    }
}
