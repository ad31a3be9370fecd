package org.sallyport.server.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutPeople;
import org.sallyport.server.web.admin.rollout.PeopleSheet;
import org.sallyport.server.web.admin.rollout.Standing;

/// A rollout, as programs see it.
///
/// @param subject everybody or group
/// @param state running, paused, over or called-off
/// @param until the date on which everybody who is left is switched over
/// @param quietDays for so many days nothing must have sent somebody's account password before they are switched over
public record RolloutView(
        String id, String subject, Optional<String> group, String state, Instant began, Instant until, long quietDays) {
    /// How far it has come.
    ///
    /// @param left who have not been switched over
    /// @param sending of those, whose account password an app has sent lately: they would notice
    /// @param early who were switched over since nothing sent theirs any more
    /// @param onDate who were switched over on the date
    /// @param moreTime who have been given more time
    /// @param apps what sends the account passwords of those who are left, what most people have first
    public record ProgressView(
            int left, int sending, long early, long onDate, long moreTime, List<RolloutAppView> apps) {
        static ProgressView of(Standing standing, List<RolloutPeople.App> apps) {
            return new ProgressView(
                    standing.left(),
                    standing.sending(),
                    standing.early(),
                    standing.onDate(),
                    standing.more(),
                    apps.stream().map(RolloutAppView::of).toList());
        }
    }

    /// Apps of one kind.
    ///
    /// @param server the connected server that asked
    /// @param client what they call themselves
    /// @param people how many have one
    public record RolloutAppView(String protocol, Optional<String> server, Optional<String> client, int people) {
        static RolloutAppView of(RolloutPeople.App app) {
            return new RolloutAppView(app.protocol(), some(app.server()), some(app.client()), app.people());
        }
    }

    /// Somebody in a rollout.
    ///
    /// @param apps how many send their account password; 0 where they were switched over
    /// @param switched why they were switched over: empty-list, date; or taken-back
    /// @param moreTimeUntil until when, where they were given more time
    public record RolloutPersonView(
            String id,
            String userName,
            String displayName,
            int apps,
            Optional<String> switched,
            Optional<Instant> switchedAt,
            Optional<Instant> moreTimeUntil) {
        static RolloutPersonView of(PeopleSheet.Row row) {
            return new RolloutPersonView(
                    row.id(),
                    row.username(),
                    row.name(),
                    row.apps(),
                    row.switchover().map(one -> one.why().code()),
                    row.switchover().map(one -> one.at()),
                    row.switchover().flatMap(one -> one.until()));
        }
    }

    static RolloutView of(Rollout rollout) {
        return new RolloutView(
                rollout.id().toString(),
                rollout.subject() instanceof Subject.Everybody ? "everybody" : "group",
                rollout.subject() instanceof Subject.Group(GroupName name)
                        ? Optional.of(name.value())
                        : Optional.empty(),
                Standing.stateOf(rollout),
                rollout.began(),
                rollout.until(),
                rollout.quiet().toDays());
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
