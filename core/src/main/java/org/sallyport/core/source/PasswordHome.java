package org.sallyport.core.source;

import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// Where the account password of somebody is.
public final class PasswordHome {
    /// Kinds of sources that know the passwords of their people.
    private static final Set<String> KNOW_PASSWORDS = Set.of("ldap");

    private PasswordHome() {}

    /// The source that has it; empty where Sallyport keeps it, or nobody has one.
    public static Optional<SourceName> of(Books books, AccountId account) {
        return SourceLinks.in(books).of(account).stream()
                .map(link -> link.key().source())
                .filter(source -> KNOW_PASSWORDS.contains(source.kind()))
                .findFirst();
    }
}
