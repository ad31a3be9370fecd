package org.sallyport.bench.process;

import java.time.Duration;
import org.sallyport.bench.town.Resident;

/// How a running server is asked, and who asks.
interface Load {
    /// What somebody is told.
    enum Answer {
        ACCEPTED,
        REFUSED,
        /// Nobody answers.
        NONE
    }

    /// Somebody whose app password is right.
    Resident somebody();

    Answer ask(Resident who);

    /// Everybody asks, one after the other and again.
    ///
    /// @throws IllegalStateException when a single answer was wrong or missing
    Outcome run(Child server, Shape shape, Duration time);
}
