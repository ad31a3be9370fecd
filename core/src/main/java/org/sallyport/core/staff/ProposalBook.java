package org.sallyport.core.staff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.store.Books;

/// The book of proposals that nobody has decided about.
public interface ProposalBook {
    static ProposalBook in(Books books) {
        return books.book(ProposalBook.class);
    }

    void add(Proposal proposal);

    Optional<Proposal> find(UUID id);

    /// All of them, the oldest first, also those that have expired.
    List<Proposal> all();

    /// @return false when it was not there, or somebody else has just removed it
    boolean remove(UUID id);

    /// Removes those that have expired by `now`.
    void sweep(Instant now);
}
