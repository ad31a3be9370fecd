package org.sallyport.core.verify;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.Devices;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.Policy;
import org.sallyport.core.policy.Terms;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Reads a snapshot from the books in one transaction. Thread-safe.
public final class SnapshotLoader {
    private final Store store;
    private final Mfa mfa;

    public SnapshotLoader(Store store, Mfa mfa) {
        this.store = store;
        this.mfa = mfa;
    }

    /// @throws org.sallyport.core.store.Unavailable when it cannot be read
    public Optional<AccountSnapshot> load(Username name) {
        return store.transact(books -> load(books, name));
    }

    /// The same inside a transaction that is open already.
    Optional<AccountSnapshot> load(Books books, Username name) {
        return Accounts.in(books).named(name).map(account -> snapshot(books, account));
    }

    private AccountSnapshot snapshot(Books books, Account account) {
        var credentials = CredentialsBook.in(books)
                .find(account.id())
                .orElseThrow(() -> new IllegalStateException("account " + account.id() + " has no credentials"));
        var policy = mfa.policies().of(books, account);
        var held = AppPasswordBook.in(books).heldBy(account.id());
        return account.isDevice()
                ? ofDevice(books, account, credentials, policy, held)
                : new AccountSnapshot(
                        account,
                        credentials.salt(),
                        mfa.standing(books, account, () -> policy),
                        policy,
                        held,
                        credentials.passwordChanged());
    }

    /// What the rules judge of a device is what its limits say now, so they need to know nothing of devices.
    private AccountSnapshot ofDevice(
            Books books, Account account, Credentials credentials, Policy policy, List<AppPassword> held) {
        var device = Devices.in(books).find(account.id());
        boolean works = device.filter(Device::works).isPresent();
        return new AccountSnapshot(
                works ? account : account.withStatus(Account.Status.DISABLED),
                credentials.salt(),
                mfa.standing(books, account, () -> policy),
                policy.with(Terms.OF_DEVICES),
                held.stream()
                        .map(issued -> device.map(one -> one.limited(issued)).orElse(issued))
                        .toList(),
                credentials.passwordChanged());
    }
}
