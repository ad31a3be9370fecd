package org.sallyport.core.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.store.Books;

/// The book of browser sessions.
public interface BrowserSessions {
    static BrowserSessions in(Books books) {
        return books.book(BrowserSessions.class);
    }

    /// Keeps a new session.
    void add(BrowserSession session);

    Optional<BrowserSession> find(Digest key);

    /// Puts what `to` makes of a session in its place, under the same key or another; empty ends it. Until the
    /// transaction is over nobody else changes it, and nobody ends those of its account: one that has ended meanwhile
    /// stays ended.
    ///
    /// @return false when it is kept no more
    boolean change(Digest key, Function<BrowserSession, Optional<BrowserSession>> to);

    /// @return false when it was not there, or somebody else has just ended it
    default boolean remove(Digest key) {
        return change(key, _ -> Optional.empty());
    }

    /// Those of the account, latest used first. Until the transaction is over nobody else begins, moves or ends one.
    List<BrowserSession> of(AccountId account);

    /// Ends every session of the account and says how many there were.
    int removeAllOf(AccountId account);

    /// Removes what has ended by `now` or was last used before `idleSince`.
    void sweep(Instant now, Instant idleSince);
}
