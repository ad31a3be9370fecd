package org.sallyport.core.store.memory;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;

final class MemoryCredentials implements CredentialsBook, Erasable {
    private final Rows<String, Credentials> rows;

    MemoryCredentials(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    void add(Credentials credentials) {
        rows.put(credentials.account().toString(), credentials);
    }

    @Override
    public Optional<Credentials> find(AccountId account) {
        return rows.find(account.toString());
    }

    @Override
    public void replace(Credentials credentials) {
        if (find(credentials.account()).isEmpty()) {
            throw new IllegalArgumentException("there is no account " + credentials.account());
        }
        add(credentials);
    }

    @Override
    public boolean renewDigest(AccountId account, String seen, String digest) {
        var present = find(account)
                .filter(kept -> kept.passwordDigest().filter(seen::equals).isPresent());
        present.ifPresent(kept -> add(kept.withRenewedDigest(digest)));
        return present.isPresent();
    }

    @Override
    public void erase(AccountId account) {
        rows.remove(account.toString());
    }
}
