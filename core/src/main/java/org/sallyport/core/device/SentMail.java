package org.sallyport.core.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of what devices sent, and were not allowed to send, within the hour: a row for each message, so that a
/// question that is put twice counts once, on whichever node it is put. It holds no address.
public interface SentMail {
    static SentMail in(Books books) {
        return books.book(SentMail.class);
    }

    /// A message.
    ///
    /// @param instance what its mail server calls it
    /// @param outcome `sent`, or the code of why it was refused
    record Entry(AccountId device, String instance, String outcome, int recipients, Instant at) {
        public static final String SENT = "sent";

        public boolean isSent() {
            return outcome.equals(SENT);
        }
    }

    /// How many messages came to what, and the recipients of them together.
    record Count(String outcome, long messages, long recipients) {
        public boolean isSent() {
            return outcome.equals(Entry.SENT);
        }
    }

    Optional<Entry> find(AccountId device, String instance, String outcome);

    /// Keeps it, in the place of what was kept of the same message and outcome.
    void put(Entry entry);

    /// What came to what behind `since`, in the order of the outcomes.
    List<Count> count(AccountId device, Instant since);

    /// Forgets what was not behind `before`.
    void sweep(Instant before);
}
