package org.sallyport.core.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Idleness;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.roster.PeopleIndex;
import org.sallyport.core.roster.PeopleQuery;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Goes round the app passwords that nothing has used for long, where a policy says that they sleep or end. Only people
/// whom the index of people names are looked at, one transaction each, and no devices, which may have nothing to send
/// for months; whatever two nodes do at once is done once.
/// Thread-safe.
public final class IdleRound {
    private static final int PAGE = 200;
    private static final List<String> KEYS = List.of("app-passwords-sleep-after-days", "app-passwords-end-after-days");

    private final Store store;
    private final Policies policies;
    private final InstantSource clock;

    public IdleRound(Store store, Policies policies, InstantSource clock) {
        this.store = store;
        this.policies = policies;
        this.clock = clock;
    }

    /// Goes round once.
    ///
    /// @return how many app passwords were put to sleep or revoked
    public int go() {
        var shortest = shortest();
        if (shortest.isEmpty()) {
            return 0;
        }
        var now = clock.instant();
        var query = unusedBefore(now.minus(Duration.ofDays(shortest.getAsInt())).plus(Duration.ofSeconds(1)));
        int count = 0;
        Optional<Username> after = Optional.empty();
        List<AccountId> page;
        do {
            var behind = after;
            page = store.look(books -> PeopleIndex.in(books).page(query, behind, PAGE));
            for (var id : page) {
                count += store.transact(books -> end(books, id, now));
            }
            var last = page.isEmpty() ? Optional.<AccountId>empty() : Optional.of(page.getLast());
            after = last.flatMap(id -> store.look(books -> Accounts.in(books).find(id)))
                    .map(Account::username);
        } while (page.size() == PAGE && after.isPresent());
        return count;
    }

    private int end(Books books, AccountId id, Instant now) {
        return Accounts.in(books)
                .find(id)
                .filter(account -> !account.isDevice())
                .map(account -> Idleness.end(
                        books, account, policies.of(books, account).terms().lifespan(), now))
                .orElse(0);
    }

    /// The fewest days that anything says, for whomever; empty where nothing does.
    private OptionalInt shortest() {
        return policies.decided().values().stream()
                .flatMap(values -> KEYS.stream().flatMap(key -> Stream.ofNullable(values.get(key))))
                .mapToInt(Integer::parseInt)
                .filter(days -> days > 0)
                .min();
    }

    private static PeopleQuery unusedBefore(Instant time) {
        return new PeopleQuery(
                "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(time));
    }
}
