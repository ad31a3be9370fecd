package org.sallyport.server.web.admin;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.roster.PeopleIndex;
import org.sallyport.core.store.Books;

/// What a decision for a group or for everybody would do, counted over the active people it is about.
///
/// @param governed for whom it would decide
/// @param enforced of those, whose apps need app passwords now
/// @param closer people of the subject for whom something closer decides, so that nothing changes
/// @param complete false while the index of people is made for the first time
public record Forecast(int governed, int enforced, int closer, Complete complete) {
    public enum Complete {
        YES,
        NO
    }

    /// @param wanted empty where the subject would be left to wider decisions
    public static Forecast of(Books books, Subject subject, Optional<MfaState.Required> wanted) {
        var index = PeopleIndex.in(books);
        var group = subject instanceof Subject.Group(GroupName name) ? Optional.of(name) : Optional.<GroupName>empty();
        var tally = index.tally(group, closer(books, subject, wanted));
        boolean isWhole = index.reading().flatMap(PeopleIndex.Reading::whole).isPresent();
        return new Forecast(
                tally.people() - tally.closer(),
                tally.enforced(),
                tally.closer(),
                isWhole ? Complete.YES : Complete.NO);
    }

    // Of several groups of one person one that requires MFA wins. So a group that does not gives way to whatever is
    // decided for this one, and decides only where nothing is.
    private static Set<GroupName> closer(Books books, Subject subject, Optional<MfaState.Required> wanted) {
        boolean isDecided = subject instanceof Subject.Group && wanted.isPresent();
        return Requirements.in(books).shared().stream()
                .filter(other -> !other.subject().equals(subject))
                .filter(other -> !isDecided || other.required() == MfaState.Required.YES)
                .map(Requirement::subject)
                .flatMap(other -> other instanceof Subject.Group(GroupName name)
                        ? Optional.of(name).stream()
                        : Optional.<GroupName>empty().stream())
                .collect(Collectors.toSet());
    }
}
