package org.sallyport.core.method;

import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of open questions: per account and purpose [as many as fit][Challenge.Purpose#atOnce].
public interface Challenges {
    static Challenges in(Books books) {
        return books.book(Challenges.class);
    }

    /// Opens a question. Where there is no room for one more, the one for the same account and purpose that expires
    /// first is closed.
    void open(Challenge challenge);

    /// The open questions, also those that have expired.
    List<Challenge> of(AccountId account, Challenge.Purpose purpose);

    /// Closes the question if it is still open: one conditional write, so that a code counts once.
    ///
    /// @return false when it was closed already
    boolean close(Challenge challenge);
}
