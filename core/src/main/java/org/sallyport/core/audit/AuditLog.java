package org.sallyport.core.audit;

import java.io.Serial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.store.Books;

/// The book of what happened: entries are appended and never changed, and the oldest can be let go.
public interface AuditLog {
    static AuditLog in(Books books) {
        return books.book(AuditLog.class);
    }

    /// One link of the chain.
    ///
    /// @param number 1, 2, 3 … without gaps
    /// @param link keyed digest of this entry and the link before (see [AuditChain])
    record Entry(long number, AuditEvent event, Digest link) {}

    /// Where the chain ends.
    ///
    /// @param number of the last entry, 0 for an empty log
    /// @param link of the last entry
    /// @param seal keyed digest of the number and the last link, so that cutting off the end shows
    record Head(long number, Digest link, Digest seal) {}

    /// Behind what the log begins, once its oldest entries were let go.
    ///
    /// @param number of the last entry that was let go
    /// @param link of that entry
    /// @param seal keyed digest of both, unlike that of a [Head], so that no earlier end becomes a beginning
    record Anchor(long number, Digest link, Digest seal) {}

    /// Appends the event to the chain; two transactions never append to the same end.
    void append(AuditEvent event);

    /// Entries behind `number`, oldest first, at most `limit`.
    ///
    /// @throws Unreadable when an entry holds what no store writes
    List<Entry> since(long number, int limit);

    /// The latest entries about an account, newest first.
    default List<Entry> about(AccountId account, int limit) {
        return about(account, Long.MAX_VALUE, limit);
    }

    /// The latest entries about an account before number `before`, newest first.
    default List<Entry> about(AccountId account, long before, int limit) {
        return find(AuditQuery.about(account), before, limit);
    }

    /// The latest of these entries before number `before`, newest first. Found along indexes, however long the log is.
    ///
    /// Where a time is given, entries count on which the clock and the order of the log disagree by a day at most:
    /// what could not be written while the store was away is appended later.
    ///
    /// @throws Unreadable when an entry holds what no store writes
    List<Entry> find(AuditQuery query, long before, int limit);

    /// Present in every log a store made, an empty one too; empty only where somebody took it away.
    Optional<Head> head();

    /// Empty for a log of which nothing was let go.
    Optional<Anchor> anchor();

    /// Lets the oldest entries go that happened before `before`, as far as none that is younger stands among them, at
    /// most `most` and never the last one. Whoever calls has verified the log: whatever is wrong with these entries is
    /// gone with them.
    ///
    /// @return how many that were
    int letGo(Instant before, int most);

    /// An entry holds what no store writes: somebody altered it.
    final class Unreadable extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final long number;

        public Unreadable(long number, Throwable cause) {
            super("entry " + number + " of the audit log cannot be read", cause);
            this.number = number;
        }

        public long number() {
            return number;
        }
    }
}
