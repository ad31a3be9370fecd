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
}
