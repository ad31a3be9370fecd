package org.sallyport.core.account;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of the account passwords that were in force before the last change, as digests. They open nothing: they
/// tell a device that was forgotten from somebody who guesses.
public interface EarlierPasswords {
    static EarlierPasswords in(Books books) {
        return books.book(EarlierPasswords.class);
    }

    /// @param digest in PHC string format, as it stood in the credentials
    /// @param replaced when another took its place
    record Earlier(AccountId account, String digest, Instant replaced) {
        @Override
        public String toString() {
            return "Earlier[" + account + ", hidden]";
        }
    }

    Optional<Earlier> find(AccountId account);

    /// In place of the one before.
    void put(Earlier earlier);
}
