package org.sallyport.core.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.store.Books;

/// The book of browser sessions.
public interface BrowserSessions {
    static BrowserSessions in(Books books) {
        return books.book(BrowserSessions.class);
    }

    /// Keeps the session, in place of what was kept under the same key.
    void put(BrowserSession session);

    Optional<BrowserSession> find(Digest key);

    /// Those of the account, latest used first.
    List<BrowserSession> of(AccountId account);

    void remove(Digest key);

    /// Ends every session of the account and says how many there were.
    int removeAllOf(AccountId account);

    /// Removes what has ended by `now` or was last used before `idleSince`.
    void sweep(Instant now, Instant idleSince);
}
