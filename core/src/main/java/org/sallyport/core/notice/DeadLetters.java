package org.sallyport.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sallyport.core.store.Books;

/// The book of mails that could not go out.
public interface DeadLetters {
    /// How long one is kept.
    Duration KEPT = Duration.ofDays(30);

    static DeadLetters in(Books books) {
        return books.book(DeadLetters.class);
    }

    /// How many there are.
    int count();

    /// The oldest first.
    List<DeadLetter> oldest(int limit);

    /// Has one tried again, as if it had just been made.
    ///
    /// @return false when there is none of this name
    boolean retry(UUID envelope, Instant now);

    /// Forgets one, with what it says.
    ///
    /// @return false when there is none of this name
    boolean drop(UUID envelope);

    /// Forgets those that died before `before`.
    ///
    /// @return how many
    int sweep(Instant before);
}
