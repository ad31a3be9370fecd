package org.sallyport.core.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of jobs.
public interface Jobs {
    static Jobs in(Books books) {
        return books.book(Jobs.class);
    }

    /// Enters one in place of what it was before. No node works on it from then on until one claims it anew.
    void put(Job job);

    /// In a transaction nobody else changes it until that is over.
    Optional<Job> find(JobId id);

    /// The newest first.
    List<Job> all();

    /// Gives the work on one to a node until `until`, unless another has it. One conditional write.
    ///
    /// @param node names whoever works, as long as it runs
    /// @return how often that was done since the job was entered, this time with it; 0 when another has it
    long claim(JobId id, String node, Instant now, Instant until);

    /// Removes it with its file.
    void remove(JobId id);
}
