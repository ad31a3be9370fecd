package org.sallyport.core.staff;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.PolicyKey;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Where staff decide policies, for everybody, for groups and for one person, who is never themselves. A form that was
/// open while somebody else decided takes
/// nothing of that back. Thread-safe.
public final class PolicyDesk implements Doing {
    /// The name of the value that names the group of a proposed decision.
    public static final String GROUP = "group";
    private static final String SHOWN = "before.";
    private static final String WANTED = "after.";

    /// What seals app passwords, with the value that does not.
    private static final Map<String, String> SEALING =
            Map.of("app-passwords-bind-on-first-use", "off", "app-passwords-unused-die-after", "0");

    private final Store store;
    private final Policies policies;
    private final SecondAdmin second;
    private final InstantSource clock;

    public PolicyDesk(Store store, Policies policies, SecondAdmin second, InstantSource clock) {
        this.store = store;
        this.policies = policies;
        this.second = second;
        this.clock = clock;
    }

    /// What is decided about one key for a subject itself: what the page has shown, and what is wanted in its place.
    /// Empty leaves the key to wider decisions.
    public record Change(Optional<String> shown, Optional<String> wanted) {}

    /// Decides all of it or nothing, if `decider` may as they stand when it is done.
    public Deciding decide(AccountId decider, Subject subject, Map<PolicyKey<?>, Change> changes, Reason why) {
        return decide(new Actor.Person(decider), subject, changes, why);
    }

    /// The same by somebody, or by a program of theirs.
    public Deciding decide(Actor by, Subject subject, Map<PolicyKey<?>, Change> changes, Reason why) {
        var said = Map.of("why", why.value());
        return store.transact(books -> {
            var deciding = judge(books, by.behind().orElseThrow(), subject, changes);
            if (deciding != Deciding.DECIDED) {
                return deciding;
            }
            var act = needsSecond(subject, changes);
            if (act.isPresent()) {
                second.propose(books, by, proposed(act.get(), subject, changes), said, clock.instant());
                return Deciding.PROPOSED;
            }
            decide(books, subject, changes, by, said);
            return deciding;
        });
    }

    /// As which act such a decision needs a second admin; empty where it needs none.
    public Optional<GraveAct> needsSecond(Subject subject, Map<PolicyKey<?>, Change> changes) {
        if (second.isNeeded(GraveAct.POLICIES) && subject instanceof Subject.Everybody && !changes.isEmpty()) {
            return Optional.of(GraveAct.POLICIES);
        }
        boolean unseals = changes.entrySet().stream()
                .anyMatch(each -> unseals(each.getKey().code(), each.getValue()));
        return Optional.of(GraveAct.SEALING).filter(act -> unseals && second.isNeeded(act));
    }

    // What is left to wider decisions may not be sealed there.
    private static boolean unseals(String code, Change change) {
        return SEALING.containsKey(code)
                && change.wanted()
                        .filter(value -> !value.equals(SEALING.get(code)))
                        .isEmpty();
    }

    private static Proposed proposed(GraveAct act, Subject subject, Map<PolicyKey<?>, Change> changes) {
        var values = new HashMap<String, String>();
        if (subject instanceof Subject.Group(GroupName name)) {
            values.put(GROUP, name.value());
        }
        changes.forEach((key, change) -> {
            values.put(WANTED + key.code(), change.wanted().orElse(""));
            change.shown().ifPresent(shown -> values.put(SHOWN + key.code(), shown));
        });
        var whom = subject instanceof Subject.Person(var id) ? Optional.of(id) : Optional.<AccountId>empty();
        return new Proposed(act, whom, values);
    }

    /// About whom a proposed decision is.
    public static Subject subject(Proposed what) {
        if (what.whom().isPresent()) {
            return new Subject.Person(what.whom().get());
        }
        return what.value(GROUP).isEmpty()
                ? new Subject.Everybody()
                : new Subject.Group(new GroupName(what.value(GROUP)));
    }

    /// What a proposed decision says; a key that this release does not know is passed over.
    public static Map<PolicyKey<?>, Change> changes(Proposed what) {
        var changes = new LinkedHashMap<PolicyKey<?>, Change>();
        for (var key : PolicyKeys.ALL) {
            if (what.values().containsKey(WANTED + key.code())) {
                changes.put(
                        key,
                        new Change(
                                key.read(what.value(SHOWN + key.code())), key.read(what.value(WANTED + key.code()))));
            }
        }
        return changes;
    }

    @Override
    public boolean may(Books books, AccountId who, Proposed what) {
        return judge(books, who, subject(what)) == Deciding.DECIDED;
    }

    @Override
    public boolean perform(Books books, Proposed what, Actor by, Map<String, String> said) {
        // The file may have fixed a key since it was proposed.
        boolean stands = !isFixed(changes(what)) && isAsShown(books, subject(what), changes(what));
        if (stands) {
            decide(books, subject(what), changes(what), by, said);
        }
        return stands;
    }

    private void decide(
            Books books, Subject subject, Map<PolicyKey<?>, Change> changes, Actor by, Map<String, String> said) {
        var wanted = new LinkedHashMap<PolicyKey<?>, Optional<String>>();
        changes.forEach((key, change) -> wanted.put(key, change.wanted()));
        policies.decide(books, subject, wanted, by, said);
    }

    private Deciding judge(Books books, AccountId decider, Subject subject, Map<PolicyKey<?>, Change> changes) {
        var deciding = isFixed(changes) ? Deciding.NOT_ALLOWED : judge(books, decider, subject);
        if (deciding != Deciding.DECIDED) {
            return deciding;
        }
        return isAsShown(books, subject, changes) ? Deciding.DECIDED : Deciding.CHANGED_MEANWHILE;
    }

    // The configuration file has the last word about such a key.
    private boolean isFixed(Map<PolicyKey<?>, Change> changes) {
        return changes.keySet().stream().map(PolicyKey::code).anyMatch(policies.fixed()::contains);
    }

    private static Deciding judge(Books books, AccountId decider, Subject subject) {
        if (!(subject instanceof Subject.Person(var whom))) {
            return isFor(books, decider) ? Deciding.DECIDED : Deciding.NOT_ALLOWED;
        }
        // What a device may do stands in its limits.
        if (Accounts.in(books).find(whom).filter(one -> !one.isDevice()).isEmpty()) {
            return Deciding.NO_SUCH_ACCOUNT;
        }
        if (!Acting.may(books, decider, whom, Permission.POLICY_CHANGE)) {
            return Deciding.NOT_ALLOWED;
        }
        return whom.equals(decider) ? Deciding.NOT_YOURSELF : Deciding.DECIDED;
    }

    private static boolean isFor(Books books, AccountId decider) {
        var staff = Accounts.in(books).staff();
        return staff.stream()
                .filter(one -> one.id().equals(decider) && one.isActive())
                .anyMatch(one -> Duties.of(Owners.roleOf(one, staff)).contains(Permission.POLICY_CHANGE));
    }

    private boolean isAsShown(Books books, Subject subject, Map<PolicyKey<?>, Change> changes) {
        var decided = policies.decided(books, subject);
        return changes.entrySet().stream()
                .allMatch(each -> each.getValue()
                        .shown()
                        .equals(Optional.ofNullable(decided.get(each.getKey().code()))));
    }
}
