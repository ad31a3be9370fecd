package org.sallyport.server.web.admin.rollout;

import java.time.Instant;
import java.util.List;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutPeople;
import org.sallyport.core.rollout.RolloutPeople.Sought;
import org.sallyport.core.rollout.RolloutPeople.Who;
import org.sallyport.core.rollout.Switchover;
import org.sallyport.core.rollout.Switchovers;
import org.sallyport.core.store.Books;

/// How far a rollout has come.
///
/// @param left who have not been switched over
/// @param sending of those, whose account password an app has sent lately: they would notice
/// @param early who were switched over since nothing sent theirs any more
/// @param onDate who were switched over on the date
/// @param more who have been given more time
public record Standing(Rollout rollout, int left, int sending, long early, long onDate, long more) {
    public static Standing of(Books books, Rollout rollout, Instant now) {
        return of(books, rollout, Switchovers.in(books).counted(rollout.id()), now);
    }

    public static Standing of(Books books, Rollout rollout, List<Switchovers.Counted> counted, Instant now) {
        // Nobody is left of one that is over, even where the group has new members.
        boolean isLive = rollout.isOpen();
        return new Standing(
                rollout,
                isLive ? count(books, rollout, Who.EVERYBODY, now) : 0,
                isLive ? count(books, rollout, Who.SENDING, now) : 0,
                sum(counted, Switchover.Why.EMPTY_LIST),
                sum(counted, Switchover.Why.DATE),
                sum(counted, Switchover.Why.TAKEN_BACK));
    }

    static int count(Books books, Rollout rollout, Who who, Instant now) {
        return RolloutPeople.in(books).count(new Sought(rollout, who, rollout.counting(now)));
    }

    private static long sum(List<Switchovers.Counted> counted, Switchover.Why why) {
        return counted.stream()
                .filter(one -> one.why() == why)
                .mapToLong(Switchovers.Counted::people)
                .sum();
    }

    public long switched() {
        return early + onDate;
    }

    public long all() {
        return left + switched() + more;
    }

    /// Of whom an app sent nothing lately.
    public int quiet() {
        return left - sending;
    }

    public String id() {
        return rollout.id().toString();
    }

    /// The group it is for; empty for everybody.
    public String group() {
        return groupOf(rollout.subject());
    }

    static String groupOf(Subject subject) {
        return subject instanceof Subject.Group(GroupName name) ? name.value() : "";
    }

    /// How it stands, as the end of a message key.
    public String state() {
        return stateOf(rollout);
    }

    /// The same of a rollout whose people nobody has counted.
    public static String stateOf(Rollout rollout) {
        if (rollout.status() == Rollout.Status.CALLED_OFF) {
            return "called-off";
        }
        if (rollout.isOver()) {
            return "over";
        }
        return rollout.status() == Rollout.Status.PAUSED ? "paused" : "running";
    }

    public long quietDays() {
        return rollout.quiet().toDays();
    }
}
