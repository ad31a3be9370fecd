package org.sallyport.core.directory;

import java.util.HashMap;
import java.util.Set;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.store.Books;

/// What an import would do, and what follows from it.
///
/// @param fingerprint another one where it would do anything else
/// @param needMfa of how many who are added MFA is required
/// @param newlyNeed of how many who are changed it is required and was not
/// @param noLongerNeed of how many it was and is not
public record ImportOutlook(ImportReport report, String fingerprint, int needMfa, int newlyNeed, int noLongerNeed) {
    static ImportOutlook of(Books books, ImportPlan plan, Mfa mfa) {
        // Nothing can be decided of somebody new alone: the same groups come to the same.
        var known = new HashMap<Set<GroupName>, Boolean>();
        int needMfa = 0;
        for (var one : plan.added()) {
            needMfa += known.computeIfAbsent(one.profile().groups(), _ -> mfa.isRequired(books, one)) ? 1 : 0;
        }
        int newly = 0;
        int noLonger = 0;
        for (var change : plan.changed()) {
            if (!change.before().profile().groups().equals(change.profile().groups())) {
                boolean before = mfa.isRequired(books, change.before());
                boolean after = mfa.isRequired(books, change.after());
                newly += !before && after ? 1 : 0;
                noLonger += before && !after ? 1 : 0;
            }
        }
        return new ImportOutlook(plan.report(), plan.fingerprint(), needMfa, newly, noLonger);
    }
}
