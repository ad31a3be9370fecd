package org.sallyport.core.policy;

import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;

/// Whether codes by mail are a second factor, and to which mailboxes they never go: those that an app password opens.
/// Whoever had such an app password would read the code too (NIST SP 800-63B section 3.1.3.1).
///
/// @param domains the mail domains whose mailboxes app passwords open, in their ASCII form
public record MailboxCodes(boolean allowed, Set<String> domains) {
    public MailboxCodes {
        domains = domains.stream().map(MailDomain::ascii).collect(Collectors.toUnmodifiableSet());
    }

    /// No codes by mail.
    public static MailboxCodes never() {
        return new MailboxCodes(false, Set.of());
    }

    /// Whether codes for this person may go to this address.
    public boolean mayReach(Account account, EmailAddress address) {
        return allowed && !opens(account, address);
    }

    /// Whether an app password of this person opens the mailbox, as far as anybody can tell.
    boolean opens(Account account, EmailAddress address) {
        return isServed(address)
                || address.value().equalsIgnoreCase(account.username().canonical());
    }

    /// Whether an app password opens the mailbox: its domain, or one above it, is served.
    public boolean isServed(EmailAddress address) {
        var domain = MailDomain.ascii(address.value().substring(address.value().lastIndexOf('@') + 1));
        return domains.stream().anyMatch(served -> domain.equals(served) || domain.endsWith("." + served));
    }
}
