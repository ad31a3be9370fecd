package org.sallyport.core.job;

import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of the files that jobs were begun with. A file is removed as soon as its job needs it no more.
public interface JobFiles {
    static JobFiles in(Books books) {
        return books.book(JobFiles.class);
    }

    /// @param sealed for this job
    void put(JobId job, byte[] sealed);

    Optional<byte[]> find(JobId job);

    void remove(JobId job);
}
