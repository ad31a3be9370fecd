package org.sallyport.core.method;

import java.time.Instant;
import org.sallyport.core.account.AccountId;

/// A registered telephone, to which codes are sent or read out. A restricted authenticator (NIST SP 800-63B section
/// 3.2.9).
public record Phone(MethodId id, AccountId account, String label, PhoneNumber number, Instant registered)
        implements Method {
    @Override
    public Phone named(String changed) {
        return new Phone(id, account, changed, number, registered);
    }
}
