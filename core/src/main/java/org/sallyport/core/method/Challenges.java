package org.sallyport.core.method;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of open questions: at most one per account and purpose.
public interface Challenges {
    static Challenges in(Books books) {
        return books.book(Challenges.class);
    }

    /// Opens a question and closes the one that was open for the same account and purpose.
    void open(Challenge challenge);

    Optional<Challenge> find(AccountId account, Challenge.Purpose purpose);

    /// Closes the question if it is still open: one conditional write, so that a code counts once.
    ///
    /// @return false when it was closed already
    boolean close(Challenge challenge);
}
