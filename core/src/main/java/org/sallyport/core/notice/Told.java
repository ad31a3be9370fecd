package org.sallyport.core.notice;

import java.time.Duration;
import java.time.Instant;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of what people have been told and when, so that nobody hears the same thing again too soon, whichever node
/// notices it.
public interface Told {
    static Told in(Books books) {
        return books.book(Told.class);
    }

    /// Whether it is time to tell this account's owner about this; if so, it counts as told now. One conditional write,
    /// so that of many who ask at once one tells.
    ///
    /// @param subject what it is about, in a few words of ASCII; never a secret, never a name typed by a stranger
    /// @param every how long they are left in peace
    boolean isDue(AccountId account, String subject, Instant now, Duration every);

    /// Forgets what was told before `before`.
    void sweep(Instant before);
}
