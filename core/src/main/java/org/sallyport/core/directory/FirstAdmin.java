package org.sallyport.core.directory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// The way in on day one: a one-time link that makes the first admin, an owner. It is good while there is no admin,
/// until it is used, and only in the process that gave it. Thread-safe.
public final class FirstAdmin {
    private final Store store;
    private final LocalAccounts accounts;
    private final Keyset keyset;
    private final SecretGenerator generator;
    private @Nullable Digest open;

    public FirstAdmin(Store store, LocalAccounts accounts, Keyset keyset, SecretGenerator generator) {
        this.store = store;
        this.accounts = accounts;
        this.keyset = keyset;
        this.generator = generator;
    }

    /// A new link's token in place of an earlier one; empty where there is an admin already.
    public synchronized Optional<Secret> open() {
        if (!store.transact(FirstAdmin::isWanted)) {
            open = null;
            return Optional.empty();
        }
        var token = generator.token();
        open = digest(token);
        return Optional.of(token);
    }

    /// Whether this token is the one that is open.
    public synchronized boolean isOpen(Secret token) {
        return open != null && open.matches(digest(token));
    }

    /// Makes the first admin and uses the link up.
    public synchronized Adding redeem(Secret token, NewAccount wanted) {
        if (!isOpen(token)) {
            return new Adding.LinkUsedUp();
        }
        var account = accounts.account(wanted);
        var weak = accounts.weaknessOf(wanted, account);
        if (weak.isPresent()) {
            return weak.get();
        }
        var credentials = accounts.credentials(account.id(), wanted.password());
        var outcome = store.transact(books -> isWanted(books) && account.role() == Account.Role.OWNER
                ? accounts.add(books, account, credentials, new Actor.Person(account.id()))
                : new Adding.LinkUsedUp());
        if (outcome instanceof Adding.Added || outcome instanceof Adding.LinkUsedUp) {
            open = null;
        }
        return outcome;
    }

    /// Whether nobody administers yet.
    public static boolean isWanted(Books books) {
        return Accounts.in(books).staff().stream().noneMatch(Account::isAdmin);
    }

    private Digest digest(Secret token) {
        return keyset.digest(Purpose.ONE_TIME_CODE, keyset.primaryId(), token, new byte[] {'f', 'i', 'r', 's', 't'});
    }
}
