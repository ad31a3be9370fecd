package org.sallyport.core.audit;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The append-only book of what happened.
public interface AuditLog {
    static AuditLog in(Books books) {
        return books.book(AuditLog.class);
    }

    /// One link of the chain.
    ///
    /// @param number 1, 2, 3 … without gaps
    /// @param link keyed digest of this entry and the link before (see [AuditChain])
    record Entry(long number, AuditEvent event, byte[] link) {
        public Entry {
            link = link.clone();
        }

        @Override
        public byte[] link() {
            return link.clone();
        }
    }

    /// Where the chain ends.
    ///
    /// @param number of the last entry, 0 for an empty log
    /// @param seal keyed digest of the number and the last link, so that cutting off the end shows
    record Head(long number, byte[] link, byte[] seal) {
        public Head {
            link = link.clone();
            seal = seal.clone();
        }

        @Override
        public byte[] link() {
            return link.clone();
        }

        @Override
        public byte[] seal() {
            return seal.clone();
        }
    }

    /// Appends the event to the chain; two transactions never append to the same end.
    void append(AuditEvent event);

    /// Entries behind `number`, oldest first, at most `limit`.
    List<Entry> since(long number, int limit);

    /// The latest entries about an account, newest first.
    List<Entry> about(AccountId account, int limit);

    Optional<Head> head();
}
