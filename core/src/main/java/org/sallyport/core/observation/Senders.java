package org.sallyport.core.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of what sends account passwords. It decides nothing about any sign-in.
public interface Senders {
    /// So many are kept of one account; what came least lately makes room.
    int MOST = 50;

    /// How long one is kept that comes no more.
    Duration KEPT = Duration.ofDays(90);

    static Senders in(Books books) {
        return books.book(Senders.class);
    }

    /// Adds what was seen to what is on record, many at once.
    void seen(List<Sender> senders);

    /// Those of an account, the latest first.
    List<Sender> of(AccountId account);

    /// Forgets one, whatever its client is called, until it comes again.
    ///
    /// @return false when there was none
    boolean forget(Sender sender);

    /// Forgets what was last seen before `before`.
    void sweep(Instant before);
}
