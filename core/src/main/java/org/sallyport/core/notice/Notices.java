package org.sallyport.core.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sallyport.core.store.Books;

/// The book of notices that still have to go out.
public interface Notices {
    static Notices in(Books books) {
        return books.book(Notices.class);
    }

    void add(Notice notice);

    /// Puts the notices whose turn has come into envelopes, as [Gathering] says, and returns the envelopes that are
    /// due, oldest first, at most `limit`, claimed until `claimedUntil` so that no other node sends them meanwhile.
    List<Envelope> claim(Instant now, Instant claimedUntil, int limit);

    /// It went out, or is of no more use: nothing of it is kept.
    void sent(UUID envelope);

    /// It did not go out; it is due again at `next`.
    void failed(UUID envelope, Instant next);

    /// It did not go out and never will by itself: it is one of the [DeadLetters] now. Whoever calls has made sure that
    /// no code is in it.
    ///
    /// @param why in one line
    void died(UUID envelope, String why, Instant now);
}
