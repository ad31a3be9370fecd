package org.sallyport.core.staff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.PolicyKey;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Where staff decide policies, for everybody and for groups. A form that was open while somebody else decided takes
/// nothing of that back. Thread-safe.
public final class PolicyDesk {
    private final Store store;
    private final Policies policies;

    public PolicyDesk(Store store, Policies policies) {
        this.store = store;
        this.policies = policies;
    }

    /// What is decided about one key for a subject itself: what the page has shown, and what is wanted in its place.
    /// Empty leaves the key to wider decisions.
    public record Change(Optional<String> shown, Optional<String> wanted) {}

    /// Decides all of it or nothing, if `decider` may as they stand when it is done.
    public Deciding decide(AccountId decider, Subject subject, Map<PolicyKey<?>, Change> changes, Reason why) {
        return store.transact(books -> decide(books, decider, subject, changes, Map.of("why", why.value())));
    }

    /// The same as part of a transaction.
    ///
    /// @param said what the audit rows say besides
    Deciding decide(
            Books books,
            AccountId decider,
            Subject subject,
            Map<PolicyKey<?>, Change> changes,
            Map<String, String> said) {
        var deciding = judge(books, decider, subject, changes);
        if (deciding == Deciding.DECIDED) {
            var wanted = new LinkedHashMap<PolicyKey<?>, Optional<String>>();
            changes.forEach((key, change) -> wanted.put(key, change.wanted()));
            policies.decide(books, subject, wanted, new Actor.Person(decider), said);
        }
        return deciding;
    }

    /// What would come of it.
    Deciding judge(Books books, AccountId decider, Subject subject, Map<PolicyKey<?>, Change> changes) {
        var staff = Accounts.in(books).staff();
        boolean may = staff.stream()
                .filter(one -> one.id().equals(decider) && one.isActive())
                .anyMatch(one -> Duties.of(Owners.roleOf(one, staff)).contains(Permission.POLICY_CHANGE));
        if (!may) {
            return Deciding.NOT_ALLOWED;
        }
        var decided = policies.decided(books, subject);
        boolean isAsShown = changes.entrySet().stream()
                .allMatch(each -> each.getValue()
                        .shown()
                        .equals(Optional.ofNullable(decided.get(each.getKey().code()))));
        return isAsShown ? Deciding.DECIDED : Deciding.CHANGED_MEANWHILE;
    }
}
