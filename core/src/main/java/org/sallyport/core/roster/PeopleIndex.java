package org.sallyport.core.roster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.store.Books;

/// The book of where to look for people: a line for each account. It decides nothing; what counts is what the other
/// books say of those whom it names.
public interface PeopleIndex {
    static PeopleIndex in(Books books) {
        return books.book(PeopleIndex.class);
    }

    /// Enters lines, in place of the earlier ones of the same accounts.
    void put(List<PeopleLine> lines);

    /// At most `limit` accounts that fit, in the order of their names, beginning behind `after` (empty for the first
    /// page).
    List<AccountId> page(PeopleQuery query, Optional<Username> after, int limit);

    /// How many fit.
    int count(PeopleQuery query);

    /// Counts those who are active.
    ///
    /// @param within whose members, the name compared as it is written; empty for everybody
    /// @param closer groups for which something is decided that comes first
    Tally tally(Optional<GroupName> within, Set<GroupName> closer);

    /// How many there are.
    ///
    /// @param closer of those, in one of the groups named, or with a requirement of their own
    /// @param enforced of the others, who have a second factor in force
    record Tally(int people, int closer, int enforced) {}

    /// How far the lines are right; empty before anything was entered. In a transaction nobody else changes it until
    /// that is over.
    Optional<Reading> reading();

    void reached(Reading reading);

    /// How far the lines are right.
    ///
    /// @param number of the entry of the journal up to which they are
    /// @param sweep the round over all accounts that is under way
    /// @param whole when the newest such round ended
    record Reading(long number, Optional<Sweep> sweep, Optional<Instant> whole) {
        /// So long after a round the next one begins: last uses are not in the journal, and app passwords expire.
        static final Duration EVERY = Duration.ofDays(1);

        /// Whether nothing is known to be left to do.
        boolean isNewest(long latest, Instant now) {
            return number >= latest && sweep.isEmpty() && !isOld(now);
        }

        /// Whether the next round is due.
        boolean isOld(Instant now) {
            return whole.filter(ended -> now.isBefore(ended.plus(EVERY))).isEmpty();
        }
    }

    /// A round over all accounts.
    ///
    /// @param behind where it goes on; empty at its beginning
    record Sweep(Optional<Username> behind) {
        static final Sweep BEGINNING = new Sweep(Optional.empty());
    }
}
