package org.sallyport.server.web.admin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.core.roster.PeopleQuery;
import org.sallyport.core.store.Store;
import org.springframework.stereotype.Component;

/// Looks people up for the admin pages.
@Component
final class People {
    static final int PAGE = 25;

    private static final int BATCH = 200;
    /// So many people are counted for a preview at most.
    private static final int MOST = 20_000;

    /// So many groups are offered while a name is typed; any other can be typed as well.
    private static final int GROUPS = 200;

    private final PeopleList list;
    private final Store store;
    private final Mfa mfa;

    People(PeopleList list, Store store, Mfa mfa) {
        this.list = list;
        this.store = store;
        this.mfa = mfa;
    }

    /// One page of people.
    ///
    /// @param next behind whom the next page begins; empty on the last
    /// @param found how many there are on all pages
    record Sheet(List<Person> people, Optional<Username> next, int found, PeopleList.Complete complete) {
        Sheet {
            people = List.copyOf(people);
        }
    }

    /// People who fit, in the order of their user names, behind `after`.
    Sheet find(PeopleQuery query, Optional<Username> after) {
        var sheet = list.find(query, after, PAGE);
        return new Sheet(persons(sheet.people()), sheet.next(), sheet.found(), sheet.complete());
    }

    Optional<Person> find(AccountId id) {
        return store.transact(books -> Accounts.in(books).find(id).map(account -> Person.of(books, mfa, account)));
    }

    /// What sends the account password of somebody.
    List<Sender> senders(AccountId id) {
        return store.look(books -> Senders.in(books).of(id));
    }

    /// The first groups in the order of their names.
    List<String> groups() {
        return store.look(books -> Groups.in(books).page(Optional.empty(), GROUPS)).stream()
                .map(GroupName::value)
                .toList();
    }

    /// Shows everybody to `look`.
    ///
    /// @return false when there were too many to look at all
    boolean everybody(Consumer<Person> look) {
        return batches(batch -> persons(batch).forEach(look));
    }

    /// Every name of a group, in each spelling.
    Set<GroupName> groupNames() {
        var names = new TreeSet<GroupName>();
        batches(batch -> batch.forEach(account -> names.addAll(account.profile().groups())));
        return names;
    }

    private boolean batches(Consumer<List<Account>> look) {
        int looked = 0;
        Optional<Username> place = Optional.empty();
        while (looked < MOST) {
            var batch = batch(place);
            look.accept(batch);
            looked += batch.size();
            if (batch.size() < BATCH) {
                return true;
            }
            place = Optional.of(batch.getLast().username());
        }
        return false;
    }

    private List<Account> batch(Optional<Username> after) {
        return store.look(books -> ReadableAccounts.in(books).page(after, BATCH));
    }

    List<Person> persons(List<Account> accounts) {
        return store.look(books ->
                accounts.stream().map(account -> Person.of(books, mfa, account)).toList());
    }
}
