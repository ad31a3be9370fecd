package org.sallyport.server.web.admin;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Deletion;
import org.sallyport.core.account.Deletions;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.core.roster.PeopleQuery;
import org.sallyport.core.source.SourceLink;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.springframework.stereotype.Component;

/// Looks people up for the admin pages.
@Component
public final class People {
    public static final int PAGE = 25;

    /// So many groups are offered while a name is typed; any other can be typed as well.
    private static final int GROUPS = 200;

    /// So many are listed where something is decided for groups.
    private static final int MOST_GROUPS = 500;

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
    public record Sheet(List<Person> people, Optional<Username> next, int found, PeopleList.Complete complete) {
        public Sheet {
            people = List.copyOf(people);
        }
    }

    /// People who fit, in the order of their user names, behind `after`.
    Sheet find(PeopleQuery query, Optional<Username> after) {
        return find(query, after, PAGE);
    }

    /// The same, at most so many.
    public Sheet find(PeopleQuery query, Optional<Username> after, int limit) {
        var sheet = list.find(query, after, limit);
        return new Sheet(persons(sheet.people()), sheet.next(), sheet.found(), sheet.complete());
    }

    public Optional<Person> find(AccountId id) {
        return store.transact(books -> find(books, id));
    }

    /// The same as somebody stands in a transaction.
    public Optional<Person> find(Books books, AccountId id) {
        return Accounts.in(books).find(id).map(account -> Person.of(books, mfa, account));
    }

    /// Those of these who can be read, in the order of their user names.
    List<Account> readable(List<AccountId> ids) {
        return store.look(books -> ReadableAccounts.in(books).of(ids));
    }

    /// Whether somebody is going to be deleted.
    Optional<Deletion> deletion(AccountId id) {
        return store.look(books -> Deletions.in(books).find(id));
    }

    /// What sends the account password of somebody.
    public List<Sender> senders(AccountId id) {
        return store.look(books -> Senders.in(books).of(id));
    }

    List<SourceLink> links(AccountId id) {
        return store.look(books -> SourceLinks.in(books).of(id));
    }

    /// The first groups in the order of their names.
    List<String> groups() {
        return store.look(books -> Groups.in(books).page(Optional.empty(), GROUPS)).stream()
                .map(GroupName::value)
                .toList();
    }

    /// What deciding so would do; empty leaves the subject to wider decisions.
    public Forecast forecast(Subject subject, Optional<MfaState.Required> wanted) {
        return list.look(books -> Forecast.of(books, subject, wanted));
    }

    /// The names of the first groups, in each spelling.
    List<GroupName> groupNames() {
        return store.look(books -> Groups.in(books).spellings(MOST_GROUPS));
    }

    /// Somebody whose methods or requirement cannot be read is listed as such, and keeps nobody else out.
    public List<Person> persons(List<Account> accounts) {
        try {
            return store.look(books -> accounts.stream()
                    .map(account -> Person.of(books, mfa, account))
                    .toList());
        } catch (Unavailable altered) {
            return accounts.stream().map(this::readable).toList();
        }
    }

    private Person readable(Account account) {
        try {
            return store.look(books -> Person.of(books, mfa, account));
        } catch (Unavailable altered) {
            // This throws too where it is not one row.
            var _ = store.look(books -> ReadableAccounts.in(books).of(List.of(account.id())));
            return Person.unreadable(account);
        }
    }
}
