package org.sallyport.core.store.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.PosixAccounts;
import org.sallyport.core.account.PosixIds;

final class MemoryPosixAccounts implements PosixAccounts, Erasable {
    private final Rows<String, PosixIds> byAccount;
    private final Rows<Long, AccountId> byUid;

    MemoryPosixAccounts(Undo undo) {
        this.byAccount = new Rows<>(undo);
        this.byUid = new Rows<>(undo);
    }

    @Override
    public boolean set(AccountId account, PosixIds ids) {
        if (withUid(ids.uid()).filter(holder -> !holder.equals(account)).isPresent()) {
            return false;
        }
        clear(account);
        byAccount.put(account.toString(), ids);
        byUid.put(ids.uid(), account);
        return true;
    }

    @Override
    public void clear(AccountId account) {
        byAccount.find(account.toString()).ifPresent(ids -> byUid.remove(ids.uid()));
        byAccount.remove(account.toString());
    }

    @Override
    public Map<AccountId, PosixIds> of(Collection<AccountId> accounts) {
        var found = new HashMap<AccountId, PosixIds>();
        accounts.forEach(account -> byAccount.find(account.toString()).ifPresent(ids -> found.put(account, ids)));
        return found;
    }

    @Override
    public Optional<AccountId> withUid(long uid) {
        return byUid.find(uid);
    }

    @Override
    public void erase(AccountId account) {
        clear(account);
    }
}
