package org.sallyport.core.submission;

import java.util.Optional;
import org.sallyport.core.caller.Source;

/// May this go on? Asked by a mail server about one message that it is taking in.
///
/// @param username as whom the program signed in; empty where it did not
/// @param instance what the mail server calls the message, the same at every phase of it
/// @param sender of the envelope; empty for the null sender
/// @param recipient of the envelope; empty where the phase has none, or several
/// @param recipients how many there are, as far as the phase knows; 0 where it does not
public record MailQuestion(
        String username,
        Phase phase,
        String instance,
        String sender,
        Optional<String> recipient,
        int recipients,
        Source source) {

    /// How far the message has come.
    public enum Phase {
        SENDER,
        RECIPIENT,
        /// All recipients are known.
        CONTENT,
        /// Nothing that a message hangs on.
        OTHER
    }
}
