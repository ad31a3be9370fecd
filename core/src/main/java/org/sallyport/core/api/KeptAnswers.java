package org.sallyport.core.api;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.store.Books;

/// The book of answers to requests that carried a key.
public interface KeptAnswers {
    static KeptAnswers in(Books books) {
        return books.book(KeptAnswers.class);
    }

    /// @return false when there is one of this key: of many at once one begins
    boolean begin(KeptAnswer open);

    Optional<KeptAnswer> find(Digest key);

    /// Replaces the one of this key, if it is there.
    void finish(KeptAnswer done);

    void remove(Digest key);

    /// Removes what had begun by then.
    void sweep(Instant before);
}
