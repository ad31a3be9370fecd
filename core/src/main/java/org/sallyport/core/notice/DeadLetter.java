package org.sallyport.core.notice;

import java.time.Instant;

/// An envelope that could not go out and is tried no more, until an operator says so. Never one with a code.
///
/// @param why what the relay said, or why nobody could be asked, in one line
public record DeadLetter(Envelope envelope, Instant died, String why) {
    public DeadLetter {
        if (envelope.bringsCode()) {
            throw new IllegalArgumentException("a code is never kept");
        }
    }
}
