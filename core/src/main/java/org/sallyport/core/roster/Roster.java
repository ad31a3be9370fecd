package org.sallyport.core.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.PosixAccounts;
import org.sallyport.core.account.PosixGroups;
import org.sallyport.core.account.Username;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Looks people and groups up; devices are not among the people. Every operation is one short look along an index.
/// Thread-safe; every operation throws [org.sallyport.core.store.Unavailable] when it cannot tell.
public final class Roster {
    private final Store store;

    public Roster(Store store) {
        this.store = store;
    }

    public Optional<Listed> named(Username name) {
        return store.look(books -> one(books, Accounts.in(books).named(name)));
    }

    public Optional<Listed> find(AccountId id) {
        return store.look(books -> one(books, Accounts.in(books).find(id)));
    }

    public Optional<Listed> withUid(long uid) {
        return store.look(
                books -> one(books, PosixAccounts.in(books).withUid(uid).flatMap(Accounts.in(books)::find)));
    }

    /// At most `limit` people in the order of their names, beginning behind `after` (empty for the first page).
    public List<Listed> people(Optional<Username> after, int limit) {
        return store.look(books -> {
            var place = after;
            while (true) {
                var page = Accounts.in(books).page(place, limit);
                var people =
                        page.stream().filter(account -> !account.isDevice()).toList();
                // A page of devices alone is not the end.
                if (!people.isEmpty() || page.size() < limit) {
                    return listed(books, people);
                }
                place = Optional.of(page.getLast().username());
            }
        });
    }

    /// At most `limit` members of a group in the order of their names, beginning behind `after`.
    public List<Listed> members(GroupName group, Optional<Username> after, int limit) {
        return store.look(books -> listed(books, Groups.in(books).members(group, after, limit)));
    }

    /// The group of this name, whatever the letter case of a-z.
    public Optional<Group> group(GroupName name) {
        return store.look(books -> {
            var gid = PosixGroups.in(books).gid(name);
            boolean known = gid.isPresent()
                    || !Groups.in(books).members(name, Optional.empty(), 1).isEmpty();
            return known ? Optional.of(new Group(spelling(books, name), gid)) : Optional.empty();
        });
    }

    public Optional<Group> withGid(long gid) {
        return store.look(books -> PosixGroups.in(books).withGid(gid).map(name -> group(books, spelling(books, name))));
    }

    /// At most `limit` groups in the order of their folded names, beginning behind `after` (empty for the first page).
    public List<Group> groups(Optional<GroupName> after, int limit) {
        return store.look(books -> {
            var names = new TreeMap<String, GroupName>();
            PosixGroups.in(books).page(after, limit).forEach(name -> names.put(name.folded(), name));
            Groups.in(books).page(after, limit).forEach(name -> names.put(name.folded(), name));
            return names.values().stream()
                    .limit(limit)
                    .map(name -> group(books, name))
                    .toList();
        });
    }

    /// How its members' profiles write it, or as it was asked for where it has none.
    private static GroupName spelling(Books books, GroupName asked) {
        return Groups.in(books).members(asked, Optional.empty(), 1).stream()
                .flatMap(member -> member.profile().groups().stream())
                .filter(name -> name.folded().equals(asked.folded()))
                .sorted()
                .findFirst()
                .orElse(asked);
    }

    private static Group group(Books books, GroupName name) {
        return new Group(name, PosixGroups.in(books).gid(name));
    }

    private static Optional<Listed> one(Books books, Optional<Account> account) {
        return account.filter(found -> !found.isDevice())
                .map(found -> listed(books, List.of(found)).getFirst());
    }

    private static List<Listed> listed(Books books, List<Account> accounts) {
        var ids = PosixAccounts.in(books).of(accounts.stream().map(Account::id).toList());
        var listed = new ArrayList<Listed>(accounts.size());
        for (var account : accounts) {
            listed.add(new Listed(account, Optional.ofNullable(ids.get(account.id()))));
        }
        return listed;
    }
}
