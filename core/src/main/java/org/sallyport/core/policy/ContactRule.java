package org.sallyport.core.policy;

import org.sallyport.core.account.Account;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;

/// Which contacts get codes: what set-up verifies, and what a forgotten password is reset with. Notices go to every
/// contact: they open nothing.
///
/// @param mailbox whether it may be the mailbox that the person's app passwords open
/// @param opened which mailboxes those are
/// @param domains the mail domains it has to belong to
public record ContactRule(Mailbox mailbox, MailboxCodes opened, Selection<MailDomain> domains) {
    public enum Mailbox {
        ANY,
        /// Whoever reads the mail by an app password must not read the code (NIST SP 800-63B section 3.1.3.1).
        ANOTHER
    }

    /// Every contact.
    ///
    /// @param opened which mailboxes app passwords open
    static ContactRule any(MailboxCodes opened) {
        return new ContactRule(Mailbox.ANY, opened, new Selection.Any<>());
    }

    ContactRule with(Mailbox other) {
        return new ContactRule(other, opened, domains);
    }

    ContactRule with(Selection<MailDomain> other) {
        return new ContactRule(mailbox, opened, other);
    }

    /// Whether a code for this person may go to this address.
    public boolean allows(Account owner, EmailAddress address) {
        return domains.admits(domain -> domain.holds(address))
                && (mailbox == Mailbox.ANY || !opened.opens(owner, address));
    }

    /// Whether there is a contact on record that a code may go to.
    public boolean reaches(Account owner) {
        return owner.contact()
                .map(Contact::address)
                .filter(address -> allows(owner, address))
                .isPresent();
    }
}
