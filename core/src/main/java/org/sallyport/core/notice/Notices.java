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

    /// Notices whose turn has come, oldest first, at most `limit`, claimed until `claimedUntil` so that no other node
    /// sends them meanwhile.
    List<Notice> claim(Instant now, Instant claimedUntil, int limit);

    /// It went out.
    void sent(UUID id);

    /// It did not go out; it is due again at `next`.
    void failed(UUID id, Instant next);
}
