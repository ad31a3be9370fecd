package org.sallyport.core.roster;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Looks people up by several things at once, along the index of people. Thread-safe.
public final class PeopleList {
    /// What has just been changed is found at once; whoever has changed hundreds waits for the clockwork.
    private static final int STEPS_AHEAD = 3;

    private final Store store;
    private final Indexer indexer;

    public PeopleList(Store store, Indexer indexer) {
        this.store = store;
        this.indexer = indexer;
    }

    /// One page of people.
    ///
    /// @param next behind whom the next page begins; empty on the last
    public record Page(List<Account> people, Optional<Username> next) {
        public Page {
            people = List.copyOf(people);
        }
    }

    /// A page, and what there is besides.
    ///
    /// @param found how many there are on all pages
    /// @param complete whether everybody can be found yet
    public record Sheet(Page page, int found, Complete complete) {
        public List<Account> people() {
            return page.people();
        }

        public Optional<Username> next() {
            return page.next();
        }
    }

    public enum Complete {
        YES,
        /// The index is being made for the first time.
        NOT_YET
    }

    /// Does what keeps the index right, all there is to do.
    public void follow() {
        indexer.follow();
    }

    /// At most `limit` people in the order of their names, beginning behind `after` (empty for the first page).
    ///
    /// @throws org.sallyport.core.store.Unavailable when the store cannot tell
    public Sheet find(PeopleQuery query, Optional<Username> after, int limit) {
        return look(books -> sheet(books, query, after, limit));
    }

    /// What `work` finds once the index knows of what has just been changed. It is shown, and nothing is decided by it.
    ///
    /// @throws org.sallyport.core.store.Unavailable when the store cannot tell
    public <R> R look(Function<Books, R> work) {
        for (int i = 0; i < STEPS_AHEAD && indexer.followJournal(); i++) {
            // A step at a time: others want to write too.
        }
        return store.look(work);
    }

    /// The same, of whom it is known how many there are.
    ///
    /// @throws org.sallyport.core.store.Unavailable when the store cannot tell
    Page page(PeopleQuery query, Optional<Username> after, int limit) {
        return store.look(books -> page(books, query, after, limit));
    }

    private static Sheet sheet(Books books, PeopleQuery query, Optional<Username> after, int limit) {
        var index = PeopleIndex.in(books);
        var complete = index.reading().flatMap(PeopleIndex.Reading::whole).isPresent();
        return new Sheet(
                page(books, query, after, limit), index.count(query), complete ? Complete.YES : Complete.NOT_YET);
    }

    private static Page page(Books books, PeopleQuery query, Optional<Username> after, int limit) {
        var ids = PeopleIndex.in(books).page(query, after, limit + 1);
        var readable = ReadableAccounts.in(books).of(ids.stream().limit(limit).toList());
        var people = readable.stream()
                .filter(account -> query.group().stream().allMatch(group -> isIn(account, group)))
                .toList();
        return new Page(
                people,
                ids.size() > limit
                        ? readable.stream().map(Account::username).reduce((_, last) -> last)
                        : Optional.empty());
    }

    // The index of groups says where to look; who is in a group is what their account says.
    private static boolean isIn(Account account, GroupName group) {
        return account.profile().groups().stream()
                .anyMatch(name -> name.folded().equals(group.folded()));
    }
}
