package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.ManyAccounts;
import org.sallyport.core.account.Tombstones;
import org.sallyport.core.account.Username;

/// One after the other, which costs nothing here.
record MemoryManyAccounts(Accounts accounts, Tombstones tombstones) implements ManyAccounts {
    @Override
    public List<Account> named(Collection<Username> names) {
        return names.stream().flatMap(name -> accounts.named(name).stream()).toList();
    }

    @Override
    public Set<Username> covered(Collection<Username> names, Instant now) {
        return names.stream().filter(name -> tombstones.cover(name, now)).collect(Collectors.toSet());
    }

    @Override
    public boolean add(List<Newcomer> newcomers) {
        return newcomers.stream().allMatch(one -> accounts.add(one.account(), one.credentials()));
    }

    @Override
    public boolean replace(List<Account> changed) {
        return changed.stream().allMatch(accounts::replace);
    }
}
