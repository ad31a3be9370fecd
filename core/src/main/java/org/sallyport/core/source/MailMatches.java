package org.sallyport.core.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Who has which mail address on record, for the rule that makes people one by it: in memory, since the store keeps
/// addresses sealed. It follows the journal and says where to look; who is found is read anew. Thread-safe.
///
/// An address counts that the organisation put there, or that was verified: one that somebody merely typed would let
/// them become one with somebody else.
final class MailMatches {
    private static final int PAGE = 500;

    private final Store store;
    private final Map<String, Set<AccountId>> byAddress = new HashMap<>();
    private final Map<AccountId, String> addresses = new HashMap<>();
    private long lastRead = -1;

    MailMatches(Store store) {
        this.store = store;
    }

    /// Takes in what has changed, and everybody the first time. Not in a transaction.
    synchronized void follow() {
        if (lastRead < 0) {
            long begun = store.look(books -> Changes.in(books).latest());
            readEverybody();
            // Not before: when reading breaks off, all of it is still to be read.
            lastRead = begun;
        }
        boolean more = true;
        while (more) {
            long before = lastRead;
            var changes = store.look(books -> Changes.in(books).since(before));
            changes.stream()
                    .map(Changes.Change::number)
                    .reduce((_, last) -> last)
                    .ifPresent(last -> lastRead = last);
            read(changes.stream().flatMap(change -> change.account().stream()).collect(Collectors.toSet()));
            more = changes.size() >= Changes.PAGE;
        }
    }

    /// The accounts that have one of these addresses now.
    synchronized List<Account> find(Books books, Collection<EmailAddress> mail) {
        var wanted = mail.stream().map(MailMatches::folded).collect(Collectors.toSet());
        return wanted.stream()
                .flatMap(address -> byAddress.getOrDefault(address, Set.of()).stream())
                .distinct()
                .flatMap(id -> Accounts.in(books).find(id).stream())
                .filter(account -> counting(account).filter(wanted::contains).isPresent())
                .toList();
    }

    private void readEverybody() {
        var after = Optional.<Username>empty();
        List<Account> page;
        do {
            var from = after;
            page = store.look(books -> ReadableAccounts.in(books).page(from, PAGE));
            page.forEach(this::enter);
            after = page.isEmpty() ? after : Optional.of(page.getLast().username());
        } while (page.size() == PAGE);
    }

    private void read(Collection<AccountId> changed) {
        if (!changed.isEmpty()) {
            store.look(books -> ReadableAccounts.in(books).of(changed)).forEach(this::enter);
        }
    }

    private void enter(Account account) {
        var before = addresses.remove(account.id());
        if (before != null) {
            byAddress.getOrDefault(before, new HashSet<>()).remove(account.id());
        }
        counting(account).ifPresent(address -> {
            addresses.put(account.id(), address);
            byAddress.computeIfAbsent(address, _ -> new HashSet<>()).add(account.id());
        });
    }

    private static Optional<String> counting(Account account) {
        return account.contact()
                .filter(contact -> contact.origin() == Contact.Origin.ORGANISATION
                        || contact.verified().isPresent())
                .map(Contact::address)
                .map(MailMatches::folded);
    }

    private static String folded(EmailAddress address) {
        return address.value().toLowerCase(Locale.ROOT);
    }
}
