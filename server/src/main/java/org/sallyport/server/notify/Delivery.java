package org.sallyport.server.notify;

import jakarta.mail.internet.MimeMessage;
import org.sallyport.core.notice.Envelope;

/// A way out for mail.
public interface Delivery {
    /// What became of a message.
    sealed interface Fate {
        /// Whoever comes next has taken it.
        record Sent() implements Fate {}

        /// Refused for good: the same message to the same address will not be taken.
        ///
        /// @param why what was said, in one line without the whole address
        record Refused(String why) implements Fate {}
    }

    /// Hands a message on. May be called twice with the same one.
    ///
    /// @param envelope which the message carries
    /// @throws org.sallyport.core.store.Unavailable when it cannot be handed on now
    Fate deliver(Envelope envelope, MimeMessage message);
}
