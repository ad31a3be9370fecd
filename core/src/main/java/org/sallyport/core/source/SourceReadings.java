package org.sallyport.core.source;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.store.Books;

/// The book of readings: one for each source, and reports of what they came to.
public interface SourceReadings {
    static SourceReadings in(Books books) {
        return books.book(SourceReadings.class);
    }

    /// Nobody else changes it until the transaction is over.
    Optional<SourceReading> find(SourceName source);

    /// Adds the reading, or replaces the one of its source.
    void put(SourceReading reading);

    /// Adds a report, and drops all but the newest [SourceReport#KEPT] of its source.
    void add(SourceReport report);

    /// The reports of a source, newest first.
    List<SourceReport> reports(SourceName source);
}
