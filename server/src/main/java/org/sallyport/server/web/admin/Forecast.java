package org.sallyport.server.web.admin;

import java.util.function.Predicate;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Subject;

/// What a decision for a group or for everybody would do, counted over the people it is about.
///
/// @param governed for whom it would decide
/// @param enforced of those, whose apps need app passwords now
/// @param closer people of the subject for whom something closer decides, so that nothing changes
/// @param complete false when there were too many people to count them all
record Forecast(int governed, int enforced, int closer, Complete complete) {
    enum Complete {
        YES,
        NO
    }

    static Forecast of(Subject subject, People people) {
        var counts = new int[3];
        boolean all = people.everybody(person -> {
            if (!person.isActive() || !isAbout(subject, person)) {
                return;
            }
            boolean governed = person.decidedBy()
                    .map(Requirement::subject)
                    .filter(closerThan(subject))
                    .isEmpty();
            counts[governed ? 0 : 2]++;
            counts[1] += governed && person.state() == MfaState.ENFORCED ? 1 : 0;
        });
        return new Forecast(counts[0], counts[1], counts[2], all ? Complete.YES : Complete.NO);
    }

    private static boolean isAbout(Subject subject, Person person) {
        return switch (subject) {
            case Subject.Everybody() -> true;
            case Subject.Group(GroupName name) ->
                person.account().profile().groups().contains(name);
            case Subject.Person(var id) -> person.account().id().equals(id);
        };
    }

    private static Predicate<Subject> closerThan(Subject subject) {
        return switch (subject) {
            case Subject.Everybody() -> decided -> !(decided instanceof Subject.Everybody);
            case Subject.Group group ->
                decided -> decided instanceof Subject.Person
                        || decided instanceof Subject.Group other && !other.equals(group);
            case Subject.Person person -> decided -> false;
        };
    }
}
