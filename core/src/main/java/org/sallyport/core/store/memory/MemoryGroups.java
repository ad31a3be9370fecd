package org.sallyport.core.store.memory;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.Username;

/// Looks through all accounts: a store in memory holds few.
final class MemoryGroups implements Groups {
    private final MemoryAccounts accounts;

    MemoryGroups(MemoryAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<GroupName> page(Optional<GroupName> after, int limit) {
        var names = new TreeMap<String, GroupName>();
        for (var account : accounts.all()) {
            account.profile().groups().stream().sorted().forEach(name -> names.putIfAbsent(name.folded(), name));
        }
        return names.tailMap(after.map(GroupName::folded).orElse(""), false).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public List<GroupName> spellings(int limit) {
        return accounts.all().stream()
                .flatMap(account -> account.profile().groups().stream())
                .distinct()
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Account> members(GroupName group, Optional<Username> after, int limit) {
        var from = after.map(Username::canonical).orElse("");
        return accounts.all().stream()
                .filter(account -> account.profile().groups().stream()
                        .anyMatch(name -> name.folded().equals(group.folded())))
                .filter(account -> account.username().canonical().compareTo(from) > 0)
                .limit(limit)
                .toList();
    }
}
