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
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.store.Store;
import org.springframework.stereotype.Component;

/// Looks people up for the admin pages, a batch a transaction, so that a long list holds nobody up.
@Component
final class People {
    static final int PAGE = 25;

    private static final int BATCH = 200;
    /// A search looks at so many people at most and says when it stopped there.
    private static final int MOST = 20_000;

    private final Store store;
    private final Mfa mfa;

    People(Store store, Mfa mfa) {
        this.store = store;
        this.mfa = mfa;
    }

    /// One page of people.
    ///
    /// @param next where the next page begins; empty on the last
    record Sheet(List<Person> people, Optional<Username> next) {
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
        int looked = 0;
        var place = after;
        while (found.size() <= PAGE && looked < MOST) {
            var batch = batch(place);
            looked += batch.size();
            batch.stream().filter(matches).forEach(found::add);
            if (batch.size() < BATCH) {
                break;
            }
            place = Optional.of(batch.getLast().username());
        }
        var shown = found.subList(0, Math.min(PAGE, found.size()));
        Optional<Username> next =
                found.size() > PAGE ? Optional.of(shown.getLast().username()) : Optional.empty();
        return new Sheet(persons(shown), next);
    }

    Optional<Person> find(AccountId id) {
        return store.transact(books -> Accounts.in(books).find(id).map(account -> Person.of(books, mfa, account)));
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
