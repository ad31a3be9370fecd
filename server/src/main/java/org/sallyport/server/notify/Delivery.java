package org.sallyport.server.notify;

import jakarta.mail.internet.MimeMessage;
import org.sallyport.core.notice.Notice;

/// A way out for mail.
public interface Delivery {
    /// What became of a message.
    enum Fate {
        /// Whoever comes next has taken it.
        SENT,
        /// Refused for good: the same message to the same address will never be taken.
        REFUSED
    }

    /// Hands a message on. May be called twice with the same one.
    ///
    /// @param notice which the message carries
    /// @throws org.sallyport.core.store.Unavailable when it cannot be handed on now
    Fate deliver(Notice notice, MimeMessage message);
}
