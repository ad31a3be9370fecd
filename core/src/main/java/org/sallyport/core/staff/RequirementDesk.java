package org.sallyport.core.staff;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Precondition;
import org.sallyport.core.store.Store;

/// Where staff decide of whom MFA is required. About one person they decide as [Duties] permits; what they decide for a
/// group or for everybody takes MFA from nobody of the staff. Nobody takes it from themselves. Thread-safe.
public final class RequirementDesk implements Doing {
    private static final String SHOWN = "before";
    private static final String WANTED = "required";

    private final Store store;
    private final Mfa mfa;
    private final SecondAdmin second;
    private final InstantSource clock;

    public RequirementDesk(Store store, Mfa mfa, SecondAdmin second, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.second = second;
        this.clock = clock;
    }

    /// What is decided for a subject itself: what the page has shown, and what is wanted in its place. Empty leaves the
    /// subject to wider decisions.
    public record Change(Optional<MfaState.Required> shown, Optional<MfaState.Required> wanted) {
        /// Whether MFA may be taken from somebody by it.
        public boolean takesMfa() {
            return !shown.equals(wanted)
                    && (wanted.equals(Optional.of(MfaState.Required.NO))
                            || wanted.isEmpty() && shown.equals(Optional.of(MfaState.Required.YES)));
        }
    }

    /// Decides, if `decider` may as they stand when it is done.
    public Deciding decide(AccountId decider, Subject subject, Change change, Reason why) {
        return decide(new Actor.Person(decider), subject, change, why);
    }

    /// The same by somebody, or by a program of theirs.
    public Deciding decide(Actor by, Subject subject, Change change, Reason why) {
        return decide(by, subject, change, why, Precondition.NONE);
    }

    /// The same where something has to hold before.
    public Deciding decide(Actor by, Subject subject, Change change, Reason why, Precondition seen) {
        var said = Map.of("why", why.value());
        return store.transact(books -> {
            seen.require(books);
            var deciding = judge(books, by.behind().orElseThrow(), subject, change);
            if (deciding != Deciding.DECIDED) {
                return deciding;
            }
            if (needsSecond(change)) {
                second.propose(books, by, proposed(subject, change), said, clock.instant());
                return Deciding.PROPOSED;
            }
            decide(books, subject, change.wanted(), by, said);
            return deciding;
        });
    }

    /// Whether such a decision needs a second admin.
    public boolean needsSecond(Change change) {
        return second.isNeeded(GraveAct.EXEMPTIONS) && change.takesMfa();
    }

    private void decide(
            Books books, Subject subject, Optional<MfaState.Required> wanted, Actor by, Map<String, String> said) {
        // Of whom it was required, by whatever, it stays required.
        var staff = subject instanceof Subject.Person ? List.<Account>of() : requiredOfStaff(books);
        mfa.decide(books, subject, wanted, by, said);
        staff.stream()
                .filter(one -> !mfa.isRequired(books, one))
                .forEach(one -> mfa.decide(
                        books, new Subject.Person(one.id()), Optional.of(MfaState.Required.YES), by, kept(said)));
    }

    private static Proposed proposed(Subject subject, Change change) {
        var values = new HashMap<String, String>();
        change.shown().ifPresent(shown -> values.put(SHOWN, shown.name()));
        change.wanted().ifPresent(wanted -> values.put(WANTED, wanted.name()));
        if (subject instanceof Subject.Group(GroupName name)) {
            values.put(PolicyDesk.GROUP, name.value());
        }
        var whom = subject instanceof Subject.Person(var id) ? Optional.of(id) : Optional.<AccountId>empty();
        return new Proposed(GraveAct.EXEMPTIONS, whom, values);
    }

    /// About whom a proposed decision is.
    public static Subject subject(Proposed what) {
        return what.whom().<Subject>map(Subject.Person::new).orElseGet(() -> PolicyDesk.subject(what));
    }

    /// What a proposed decision says.
    public static Change change(Proposed what) {
        return new Change(required(what.value(SHOWN)), required(what.value(WANTED)));
    }

    private static Optional<MfaState.Required> required(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(MfaState.Required.valueOf(name));
    }

    @Override
    public boolean may(Books books, AccountId who, Proposed what) {
        var change = change(what);
        var unseen = new Change(decided(books, subject(what)), change.wanted());
        return judge(books, who, subject(what), unseen) == Deciding.DECIDED;
    }

    @Override
    public boolean perform(Books books, Proposed what, Actor by, Map<String, String> said) {
        boolean isAsShown = change(what).shown().equals(decided(books, subject(what)));
        if (isAsShown) {
            decide(books, subject(what), change(what).wanted(), by, said);
        }
        return isAsShown;
    }

    private Deciding judge(Books books, AccountId decider, Subject subject, Change change) {
        var staff = Accounts.in(books).staff();
        var role = staff.stream()
                .filter(one -> one.id().equals(decider) && one.isActive())
                .map(one -> Owners.roleOf(one, staff))
                .findFirst()
                .orElse(Account.Role.PERSON);
        if (!Duties.of(role).contains(Permission.POLICY_CHANGE)) {
            return Deciding.NOT_ALLOWED;
        }
        var deciding = subject instanceof Subject.Person(var whom)
                ? judgePerson(books, decider, role, whom, change.wanted())
                : Deciding.DECIDED;
        return deciding == Deciding.DECIDED && !change.shown().equals(decided(books, subject))
                ? Deciding.CHANGED_MEANWHILE
                : deciding;
    }

    private Deciding judgePerson(
            Books books, AccountId decider, Account.Role role, AccountId whom, Optional<MfaState.Required> wanted) {
        var person = Accounts.in(books).find(whom);
        if (person.isEmpty()) {
            return Deciding.NO_SUCH_ACCOUNT;
        }
        if (!Duties.about(role, person.get().role()).contains(Permission.POLICY_CHANGE)) {
            return Deciding.NOT_ALLOWED;
        }
        if (isTakenByRole(person.get(), wanted)) {
            return Deciding.STAFF_NEED_IT;
        }
        boolean isLeft = wanted.or(
                        () -> mfa.widerRequirementFor(books, person.get()).map(Requirement::required))
                .filter(MfaState.Required.YES::equals)
                .isPresent();
        boolean isRequired = isLeft || mfa.isAlwaysRequired(person.get().role());
        return whom.equals(decider) && !isRequired ? Deciding.NOT_YOURSELF : Deciding.DECIDED;
    }

    private boolean isTakenByRole(Account person, Optional<MfaState.Required> wanted) {
        return mfa.isAlwaysRequired(person.role())
                && wanted.filter(MfaState.Required.NO::equals).isPresent();
    }

    private List<Account> requiredOfStaff(Books books) {
        return Accounts.in(books).staff().stream()
                .filter(one -> mfa.isRequired(books, one))
                .toList();
    }

    private static Map<String, String> kept(Map<String, String> said) {
        var kept = new HashMap<>(said);
        kept.put("kept", "staff");
        return kept;
    }

    private static Optional<MfaState.Required> decided(Books books, Subject subject) {
        return Requirements.in(books).find(subject).map(Requirement::required);
    }

    /// What is decided for a subject itself.
    public Optional<MfaState.Required> decided(Subject subject) {
        return store.look(books -> decided(books, subject));
    }

    /// Of how many of the staff, among those whom a decision for a group or for everybody is about, MFA is required and
    /// stays so.
    public int keptByStaff(Subject subject) {
        return store.look(books -> Math.toIntExact(ReadableAccounts.in(books).staff().stream()
                .filter(one -> one.isActive() && isAbout(subject, one))
                .filter(one -> mfa.isRequired(books, one))
                .count()));
    }

    private static boolean isAbout(Subject subject, Account one) {
        return switch (subject) {
            case Subject.Everybody() -> true;
            case Subject.Group(GroupName name) -> one.profile().groups().contains(name);
            case Subject.Person(var id) -> one.id().equals(id);
        };
    }
}
