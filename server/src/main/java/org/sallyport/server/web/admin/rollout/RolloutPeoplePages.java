package org.sallyport.server.web.admin.rollout;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutPeople;
import org.sallyport.core.rollout.RolloutPeople.Sought;
import org.sallyport.core.rollout.RolloutPeople.Who;
import org.sallyport.core.rollout.Switchover;
import org.sallyport.core.rollout.Switchovers;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The people of a rollout: who would notice today, who would not, and who was switched over.
@Controller
class RolloutPeoplePages {
    private static final int PAGE = 50;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private final RolloutFinder finder;
    private final Store store;
    private final InstantSource clock;

    RolloutPeoplePages(RolloutFinder finder, Store store, InstantSource clock) {
        this.finder = finder;
        this.store = store;
        this.clock = clock;
    }

    /// Somebody as the list shows them.
    ///
    /// @param apps how many send their account password; 0 where that was not asked
    /// @param switchover where they were switched over
    public record Row(String id, String name, String username, int apps, Optional<Switchover> switchover) {}

    /// A page of them.
    ///
    /// @param next where the next page begins; empty on the last
    record Sheet(List<Row> rows, String next) {}

    /// @param show `sending`, `quiet` or `switched`
    /// @param after where the page begins; the first where it is none
    @Needs(Permission.OBSERVE)
    @GetMapping("/admin/rollout/{id}/people")
    ModelAndView people(
            @PathVariable String id,
            @RequestParam(defaultValue = "sending") String show,
            @RequestParam(defaultValue = "") String after) {
        var rollout = finder.require(id);
        var now = clock.instant();
        Sheet sheet = store.look(books -> switch (show) {
            case "sending" -> left(books, rollout, Who.SENDING, after, now);
            case "quiet" -> left(books, rollout, Who.QUIET, after, now);
            case "switched" -> switched(books, rollout, after);
            default -> throw new NoSuchThing();
        });
        return Page.of("admin/rollout-people")
                .with("standing", finder.standing(rollout))
                .with("show", show)
                .with("rows", sheet.rows())
                .with("next", sheet.next())
                .show();
    }

    private static Sheet left(Books books, Rollout rollout, Who who, String after, Instant now) {
        if (!rollout.isOpen()) {
            return new Sheet(List.of(), "");
        }
        var sought = new Sought(rollout, who, rollout.counting(now));
        var page = RolloutPeople.in(books).page(sought, Username.parse(after), PAGE);
        var accounts =
                accounts(books, page.stream().map(RolloutPeople.One::account).toList());
        var rows = page.stream()
                .flatMap(one -> Optional.ofNullable(accounts.get(one.account())).stream()
                        .map(account -> row(account, one.apps(), Optional.empty())))
                .toList();
        return new Sheet(
                rows, page.size() < PAGE ? "" : page.getLast().username().canonical());
    }

    private static Sheet switched(Books books, Rollout rollout, String after) {
        int from = NUMBER.matcher(after).matches() ? Integer.parseInt(after) : 0;
        var page = Switchovers.in(books).latest(rollout.id(), from, PAGE);
        var accounts = accounts(books, page.stream().map(Switchover::account).toList());
        var rows = page.stream()
                .flatMap(one -> Optional.ofNullable(accounts.get(one.account())).stream()
                        .map(account -> row(account, 0, Optional.of(one))))
                .toList();
        return new Sheet(rows, page.size() < PAGE ? "" : Integer.toString(from + PAGE));
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
