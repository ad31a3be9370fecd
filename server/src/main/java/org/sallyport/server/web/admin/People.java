package org.sallyport.server.web.admin;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.store.Store;
import org.springframework.stereotype.Component;

/// Looks people up for the admin pages, a batch a transaction, so that a long list holds nobody up.
@Component
final class People {
    static final int PAGE = 25;

    private static final int BATCH = 200;
    /// So many people are looked at for one page at most.
    static final int MOST = 20_000;

    private final Store store;
    private final Mfa mfa;

    People(Store store, Mfa mfa) {
        this.store = store;
        this.mfa = mfa;
    }

    /// How a page ends.
    enum End {
        /// Nobody comes behind it, or the next page begins with somebody who was found.
        REACHED,
        /// So many had to be looked at that the search stopped there; the next page goes on.
        STOPPED
    }

    /// One page of people.
    ///
    /// @param next where the next page begins; empty on the last
    record Sheet(List<Person> people, Optional<Username> next, End end) {
        Sheet {
            people = List.copyOf(people);
        }
    }

    /// People whose name or user name holds `words`, in the order of their user names, behind `after`.
    Sheet find(String words, Optional<Username> after) {
        var wanted = folded(words);
        Predicate<Account> matches = account -> wanted.isBlank()
                || folded(account.profile().displayName()).contains(wanted)
                || folded(account.username().canonical()).contains(wanted);
        var found = new ArrayList<Account>();
        var place = after;
        for (int looked = 0; looked < MOST; looked += BATCH) {
            var batch = batch(place);
            batch.stream().filter(matches).forEach(found::add);
            if (found.size() > PAGE) {
                var shown = persons(found.subList(0, PAGE));
                return new Sheet(shown, Optional.of(found.get(PAGE - 1).username()), End.REACHED);
            }
            if (batch.size() < BATCH) {
                return new Sheet(persons(found), Optional.empty(), End.REACHED);
            }
            place = Optional.of(batch.getLast().username());
        }
        return new Sheet(persons(found), place, End.STOPPED);
    }

    Optional<Person> find(AccountId id) {
        return store.transact(books -> Accounts.in(books).find(id).map(account -> Person.of(books, mfa, account)));
    }

    /// What sends the account password of somebody.
    List<Sender> senders(AccountId id) {
        return store.look(books -> Senders.in(books).of(id));
    }

    /// Shows everybody to `look`.
    ///
    /// @return false when there were too many to look at all
    boolean everybody(Consumer<Person> look) {
        int looked = 0;
        Optional<Username> place = Optional.empty();
        while (looked < MOST) {
            var batch = batch(place);
            persons(batch).forEach(look);
            looked += batch.size();
            if (batch.size() < BATCH) {
                return true;
            }
            place = Optional.of(batch.getLast().username());
        }
        return false;
    }

    private List<Account> batch(Optional<Username> after) {
        return store.transact(books -> Accounts.in(books).page(after, BATCH));
    }

    private List<Person> persons(List<Account> accounts) {
        return store.transact(books ->
                accounts.stream().map(account -> Person.of(books, mfa, account)).toList());
    }

    // Case and accents do not matter to whoever searches: "ελενη" finds Ελένη.
    private static String folded(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
    }
}
