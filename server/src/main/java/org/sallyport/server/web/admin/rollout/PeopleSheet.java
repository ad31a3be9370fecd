package org.sallyport.server.web.admin.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutPeople;
import org.sallyport.core.rollout.RolloutPeople.Sought;
import org.sallyport.core.rollout.RolloutPeople.Who;
import org.sallyport.core.rollout.Switchover;
import org.sallyport.core.rollout.Switchovers;
import org.sallyport.core.store.Books;

/// A page of the people of a rollout.
///
/// @param next where the next page begins; empty on the last
public record PeopleSheet(List<Row> rows, String next) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    public PeopleSheet {
        rows = List.copyOf(rows);
    }

    /// Somebody as the list shows them.
    ///
    /// @param apps how many send their account password; 0 where that was not asked
    /// @param switchover where they were switched over
    public record Row(String id, String name, String username, int apps, Optional<Switchover> switchover) {}

    /// @param show `sending`, `quiet` or `switched`
    /// @param after where the page begins; the first where it is none
    /// @return empty where there is nothing of that name to show
    public static Optional<PeopleSheet> of(
            Books books, Rollout rollout, String show, String after, int limit, Instant now) {
        return Optional.ofNullable(
                switch (show) {
                    case "sending" -> left(books, rollout, Who.SENDING, after, limit, now);
                    case "quiet" -> left(books, rollout, Who.QUIET, after, limit, now);
                    case "switched" -> switched(books, rollout, after, limit);
                    default -> null;
                });
    }

    private static PeopleSheet left(Books books, Rollout rollout, Who who, String after, int limit, Instant now) {
        if (!rollout.isOpen()) {
            return new PeopleSheet(List.of(), "");
        }
        var sought = new Sought(rollout, who, rollout.counting(now));
        var page = RolloutPeople.in(books).page(sought, Username.parse(after), limit);
        var accounts =
                accounts(books, page.stream().map(RolloutPeople.One::account).toList());
        var rows = page.stream()
                .flatMap(one -> Optional.ofNullable(accounts.get(one.account())).stream()
                        .map(account -> row(account, one.apps(), Optional.empty())))
                .toList();
        return new PeopleSheet(
                rows, page.size() < limit ? "" : page.getLast().username().canonical());
    }

    private static PeopleSheet switched(Books books, Rollout rollout, String after, int limit) {
        int from = NUMBER.matcher(after).matches() ? Integer.parseInt(after) : 0;
        var page = Switchovers.in(books).latest(rollout.id(), from, limit);
        var accounts = accounts(books, page.stream().map(Switchover::account).toList());
        var rows = page.stream()
                .flatMap(one -> Optional.ofNullable(accounts.get(one.account())).stream()
                        .map(account -> row(account, 0, Optional.of(one))))
                .toList();
        return new PeopleSheet(rows, page.size() < limit ? "" : Integer.toString(from + limit));
    }

    private static Map<AccountId, Account> accounts(Books books, List<AccountId> ids) {
        return ReadableAccounts.in(books).of(ids).stream().collect(Collectors.toMap(Account::id, Function.identity()));
    }

    private static Row row(Account account, int apps, Optional<Switchover> switchover) {
        return new Row(
                account.id().toString(),
                account.profile().displayName(),
                account.username().canonical(),
                apps,
                switchover);
    }
}
