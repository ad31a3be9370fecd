package org.sallyport.core.notice;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.caller.Source;
import org.sallyport.core.store.Books;

/// The book of the codes that went within the last day to addresses which nobody had proved to be theirs, by address
/// and by source, so that nobody's mailbox is filled by asking for codes, from however many accounts and at however
/// many nodes. What one account may ask for is counted besides, by whoever calls.
///
/// What people name themselves is counted apart from what the organisation has on record, so that no stranger who names
/// somebody's address keeps them from their own code.
public interface CodeShares {
    static CodeShares in(Books books) {
        return books.book(CodeShares.class);
    }

    /// Counts a code that is about to be mailed, if address and source have both a [Share] left. Of many who ask at
    /// once no more are counted than there is room for.
    ///
    /// @param named by whom the address was
    /// @param source not counted where it is unknown
    /// @return empty when the code may go; otherwise from when, and nothing was counted
    Optional<Instant> reserve(EmailAddress to, Contact.Origin named, Source source, Instant now);

    /// Forgets what no longer counts.
    void sweep(Instant now);
}
