package org.sallyport.core.method;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.notice.CodeShares;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.store.Books;

/// Codes by mail, written into the outbox by the transaction that opens their question. Whether an address may get any
/// is decided before. Thread-safe.
public final class MailedCodes {
    private final SentCodes codes;

    public MailedCodes(SentCodes codes) {
        this.codes = codes;
    }

    /// Counts a code that is about to be sent to an address which nobody has proved yet: it may be a stranger's, and
    /// has a share of its own.
    ///
    /// @return empty when it may be; otherwise why not
    public Optional<Sending> reserveFirst(Books books, Account person, EmailAddress to, Source source, Instant now) {
        return TryGate.blockedUntil(books, person.id(), Receiver.MAILBOX.sent(), now)
                .or(() -> CodeShares.in(books).reserve(to, Contact.Origin.PERSON, source, now))
                .<Sending>map(Sending.TooMany::new)
                .or(() -> reserve(books, person, now));
    }

    /// Counts a code that is about to be sent to a registered mailbox.
    ///
    /// @return empty when it may be; otherwise why not
    public Optional<Sending> reserve(Books books, Account person, Instant now) {
        return codes.reserveSending(books, person.id(), Receiver.MAILBOX, now).<Sending>map(Sending.TooMany::new);
    }

    /// Sends a code that was reserved in this transaction.
    ///
    /// @param binding what it is good for
    public Sending send(Books books, Account person, EmailAddress to, String binding, Instant now) {
        try (var code = codes.open(books, person.id(), Receiver.MAILBOX, binding, now)) {
            var values = Map.of("code", code.reveal(), "minutes", Long.toString(ContactCodes.GOOD_FOR.toMinutes()));
            Notices.in(books)
                    .add(Notice.of(
                            Notice.Kind.MAILBOX_CODE, to, person.profile().language(), values, now));
        }
        var details = Map.of("method", Method.Kind.MAILBOX.code(), "to", to.masked());
        AuditLog.in(books)
                .append(AuditEvent.of(AuditKind.CODE_SENT, person.id(), new Actor.Person(person.id()), now, details));
        return new Sending.Sent();
    }
}
