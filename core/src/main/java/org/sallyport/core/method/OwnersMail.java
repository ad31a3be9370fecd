package org.sallyport.core.method;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.store.Books;

/// Tells the owner of an account by mail, in the transaction of what it tells about: at the contact on record, and of
/// what is [for every address][Notice.Kind#isForEveryAddress] at every registered mailbox too, so that whoever reads
/// one of them, or has another contact put on record, hides nothing. Whoever removes a mailbox tells before, so that it
/// hears as well.
public final class OwnersMail {
    private OwnersMail() {}

    /// Adds the value `name`.
    public static void tell(Books books, Notice.Kind kind, Account owner, Map<String, String> values, Instant now) {
        tell(books, kind, owner, values, now, List.of());
    }

    /// @param besides further addresses that are told
    public static void tell(
            Books books,
            Notice.Kind kind,
            Account owner,
            Map<String, String> values,
            Instant now,
            List<EmailAddress> besides) {
        var all = new HashMap<>(values);
        all.put("name", owner.profile().displayName());
        var language = owner.profile().language();
        Stream.of(onRecord(owner).stream(), besides.stream(), mailboxes(books, kind, owner).stream())
                .flatMap(addresses -> addresses)
                .distinct()
                .forEach(to -> Notices.in(books).add(Notice.of(kind, to, language, all, now)));
    }

    private static Optional<EmailAddress> onRecord(Account owner) {
        return owner.contact().map(Contact::address);
    }

    private static List<EmailAddress> mailboxes(Books books, Notice.Kind kind, Account owner) {
        return kind.isForEveryAddress()
                ? Methods.in(books).heldBy(owner.id()).stream()
                        .<EmailAddress>mapMulti((method, mailboxes) -> {
                            if (method instanceof Mailbox mailbox) {
                                mailboxes.accept(mailbox.address());
                            }
                        })
                        .toList()
                : List.of();
    }
}
