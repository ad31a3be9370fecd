package org.sallyport.core.account;

import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of what is kept to check an account's secrets. Apart from [Accounts], so that listing people never touches
/// a digest.
public interface CredentialsBook {
    static CredentialsBook in(Books books) {
        return books.book(CredentialsBook.class);
    }

    Optional<Credentials> find(AccountId account);

    /// Replaces the credentials of an account that has some (see [Accounts#add]).
    void replace(Credentials credentials);

    /// Puts another digest of the same account password in the place of `seen`; when it was set stays as it is. One
    /// conditional write, so that it never takes back a password that is being set at that moment.
    ///
    /// @return false when `seen` is not the present digest
    boolean renewDigest(AccountId account, String seen, String digest);
}
