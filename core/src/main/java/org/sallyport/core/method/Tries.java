package org.sallyport.core.method;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of wrong tries, per account and factor. The count belongs to the factor and not to one code: asking for a
/// new code does not reset it (NIST SP 800-63B section 3.1.3.2).
public interface Tries {
    static Tries in(Books books) {
        return books.book(Tries.class);
    }

    /// What is counted.
    enum Factor {
        AUTHENTICATOR_APP,
        CONTACT_CODE,
        ONBOARDING_CODE,
        /// Codes that were sent, whatever came of them.
        CODES_SENT
    }

    /// @param count tries since the last success
    /// @param last when the latest one was
    record Count(int count, Instant last) {}

    /// Reserves one try before it is judged: counts it if fewer than `cap` are counted and returns the number it got;
    /// empty when the cap is reached. One conditional write, so that parallel tries cannot share a number.
    Optional<Integer> reserve(AccountId account, Factor factor, int cap, Instant now);

    /// Forgets the tries after a success.
    void clear(AccountId account, Factor factor);

    Optional<Count> find(AccountId account, Factor factor);
}
