package org.sallyport.server.web.admin.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutDesk;
import org.sallyport.server.web.frame.Said;

/// What stands in the form that starts a rollout.
///
/// @param group empty for everybody
/// @param days until the date
/// @param quiet for so many days nothing must have sent somebody's account password
public record Wanted(String group, String days, String quiet) {
    Optional<Subject> subject() {
        try {
            return Optional.of(
                    group.isBlank() ? new Subject.Everybody() : new Subject.Group(new GroupName(group.strip())));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    Optional<Duration> time() {
        return Days.read(days, Rollout.LONGEST);
    }

    Optional<Duration> silence() {
        return Days.read(quiet, Rollout.LONGEST_QUIET);
    }

    List<Said> problems() {
        var problems = new ArrayList<Said>();
        if (subject().isEmpty()) {
            problems.add(Said.of("rollout.bad-group").about("group"));
        }
        if (time().isEmpty()) {
            problems.add(Said.of("rollout.bad-days", Rollout.LONGEST.toDays()).about("days"));
        }
        if (silence().isEmpty()) {
            problems.add(
                    Said.of("rollout.bad-days", Rollout.LONGEST_QUIET.toDays()).about("quiet"));
        }
        return problems;
    }

    /// As it would be; there are no problems.
    Rollout drafted(RolloutDesk desk) {
        return desk.drafted(
                subject().orElseThrow(), time().orElseThrow(), silence().orElseThrow());
    }
}
