package org.sallyport.core.store.memory;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.account.Username;

final class MemoryAccounts implements Accounts, ReadableAccounts, Erasable {
    private final Rows<String, Account> byId;
    private final Rows<String, Account> byName;
    private final MemoryCredentials credentials;

    MemoryAccounts(Undo undo, MemoryCredentials credentials) {
        this.byId = new Rows<>(undo);
        this.byName = new Rows<>(undo);
        this.credentials = credentials;
    }

    @Override
    public boolean add(Account account, Credentials itsCredentials) {
        if (named(account.username()).isPresent()) {
            return false;
        }
        put(account);
        credentials.add(itsCredentials);
        return true;
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return byId.find(id.toString());
    }

    @Override
    public Optional<Account> named(Username username) {
        return byName.find(username.canonical());
    }

    @Override
    public boolean replace(Account account) {
        boolean current = find(account.id())
                .filter(stored -> stored.revision() == account.revision())
                .filter(stored -> named(account.username())
                        .filter(holder -> !holder.id().equals(account.id()))
                        .isEmpty())
                .isPresent();
        if (current) {
            find(account.id())
                    .ifPresent(stored -> byName.remove(stored.username().canonical()));
            put(account.withRevision(account.revision() + 1));
        }
        return current;
    }

    @Override
    public List<Account> of(Collection<AccountId> ids) {
        return byName.all().stream().filter(one -> ids.contains(one.id())).toList();
    }

    @Override
    public List<Account> page(Optional<Username> after, int limit) {
        return byName.after(after.map(Username::canonical).orElse(""), limit);
    }

    @Override
    public List<Account> staff() {
        return byName.all().stream().filter(one -> one.role().isStaff()).toList();
    }

    /// In the order of their names.
    Collection<Account> all() {
        return byName.all();
    }

    private void put(Account account) {
        byId.put(account.id().toString(), account);
        byName.put(account.username().canonical(), account);
    }

    @Override
    public void erase(AccountId account) {
        find(account).ifPresent(gone -> byName.remove(gone.username().canonical()));
        byId.remove(account.toString());
    }
}
