package org.sallyport.core.rollout;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of who was switched over in which rollout.
public interface Switchovers {
    static Switchovers in(Books books) {
        return books.book(Switchovers.class);
    }

    /// How many on one day, in UTC, for one reason.
    record Counted(LocalDate day, Switchover.Why why, long people) {}

    /// Enters one, in place of an earlier one of the same person in the same rollout.
    void put(Switchover switchover);

    Optional<Switchover> find(RolloutId rollout, AccountId account);

    /// At most `limit` of a rollout in the order of their accounts, beginning behind `after` (empty for the first
    /// page).
    List<Switchover> page(RolloutId rollout, Optional<AccountId> after, int limit);

    /// The latest first, at most `limit`, beginning with number `from`, counted from zero.
    List<Switchover> latest(RolloutId rollout, int from, int limit);

    /// By day and reason, the earliest day first.
    List<Counted> counted(RolloutId rollout);
}
