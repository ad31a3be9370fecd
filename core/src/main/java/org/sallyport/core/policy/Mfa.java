package org.sallyport.core.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Who needs MFA, and in which state that puts an account. Thread-safe.
public final class Mfa {
    private final Store store;
    private final Policies policies;
    private final InstantSource clock;
    private final Predicate<Account.Role> always;

    /// Where no role has MFA required by itself.
    ///
    /// @param limits of the configuration file
    public Mfa(Store store, Limits limits, InstantSource clock) {
        this(store, limits, clock, _ -> false);
    }

    /// @param limits of the configuration file
    /// @param always of which roles MFA is required whatever was decided
    public Mfa(Store store, Limits limits, InstantSource clock, Predicate<Account.Role> always) {
        this(store, new Policies(store, limits, clock), clock, always);
    }

    /// The same where something is fixed.
    public Mfa(Store store, Policies policies, InstantSource clock, Predicate<Account.Role> always) {
        this.store = store;
        this.policies = policies;
        this.clock = clock;
        this.always = always;
    }

    /// Whether MFA is required of whoever has this role, whatever was decided.
    public boolean isAlwaysRequired(Account.Role role) {
        return always.test(role);
    }

    /// What holds for whom.
    public Policies policies() {
        return policies;
    }

    /// Whether MFA is required of an account and something is registered. Asks the books the same whoever it is.
    public boolean isInForce(Books books, Account account) {
        boolean isRegistered = !Methods.in(books).heldBy(account.id()).isEmpty();
        return isRequired(books, account) && isRegistered;
    }

    /// What a new account password of this account has to be. Where no second factor is in force it stands alone, and
    /// has to be as long as that takes. Asks the books the same whoever it is.
    public PasswordRule passwords(Books books, Account account) {
        var rule = policies.of(books, account).passwords();
        return isInForce(books, account) ? rule : rule.alone();
    }

    /// The standing of an account, in a transaction of its own.
    public MfaStanding standing(Account account) {
        return store.transact(books -> standing(books, account));
    }

    /// The standing of an account as these books have it.
    public MfaStanding standing(Books books, Account account) {
        return standing(books, account, () -> policies.of(books, account));
    }

    /// The same where its policy is at hand already.
    ///
    /// @param policy is asked only where anything hangs on it
    public MfaStanding standing(Books books, Account account, Supplier<Policy> policy) {
        if (account.isDevice()) {
            // No account password that would open anything, and an app password that does.
            return new MfaStanding(MfaState.ENFORCED, Optional.empty());
        }
        var required = required(books, account);
        if (required.isEmpty()) {
            return new MfaStanding(MfaState.DISABLED, Optional.empty());
        }
        var appsUntil = required.get().appsUntil();
        if (!Methods.in(books).heldBy(account.id()).isEmpty()) {
            return new MfaStanding(MfaState.ENFORCED, Optional.empty(), appsUntil);
        }
        var granted = required.get().since().plus(policy.get().limits().grace());
        return new MfaStanding(
                MfaState.ENABLED,
                Optional.of(appsUntil.filter(granted::isBefore).orElse(granted)),
                appsUntil);
    }

    /// What was decided for an account: for itself, else for its groups, else for everybody. Of whoever has a role
    /// that [always requires it][#isAlwaysRequired] MFA is required all the same.
    public Optional<Requirement> requirementFor(Books books, Account account) {
        var about = about(books, account);
        return of(Subject.Person.class, about).or(() -> wider(about));
    }

    /// The same without what was decided for it alone.
    public Optional<Requirement> widerRequirementFor(Books books, Account account) {
        return wider(about(books, account));
    }

    /// Whether MFA is required of an account, be anything registered or not.
    public boolean isRequired(Books books, Account account) {
        return required(books, account).isPresent();
    }

    // The days of grace of whoever was exempt and has a role count from the day of that decision; of whom nothing was
    // decided, there are none. No rollout lets their apps use the account password: MFA was required of them before.
    private Optional<Requirement> required(Books books, Account account) {
        var decided = requirementFor(books, account);
        if (!isAlwaysRequired(account.role())) {
            return decided.filter(r -> r.required() == MfaState.Required.YES);
        }
        var since = decided.map(Requirement::since).orElse(Instant.EPOCH);
        var appsUntil = decided.flatMap(Requirement::appsUntil).map(_ -> since);
        return Optional.of(new Requirement(new Subject.Person(account.id()), MfaState.Required.YES, since, appsUntil));
    }

    private static List<Requirement> about(Books books, Account account) {
        var subjects = new ArrayList<Subject>();
        subjects.add(new Subject.Person(account.id()));
        account.profile().groups().forEach(group -> subjects.add(new Subject.Group(group)));
        subjects.add(new Subject.Everybody());
        return Requirements.in(books).about(subjects);
    }

    private static Optional<Requirement> wider(List<Requirement> about) {
        return ofGroups(about).or(() -> of(Subject.Everybody.class, about));
    }

    /// Sets what is required of a subject, with its audit row. A person of whom nothing is required any more is told.
    public void decide(Subject subject, MfaState.Required required, Actor by) {
        store.transact(books -> {
            decide(books, subject, Optional.of(required), by, Map.of());
            return true;
        });
    }

    /// Leaves a subject to the next wider requirement, with its audit row. A person of whom nothing is required any
    /// more is told.
    public void leave(Subject subject, Actor by) {
        store.transact(books -> {
            decide(books, subject, Optional.empty(), by, Map.of());
            return true;
        });
    }

    /// Either of them as part of a transaction.
    ///
    /// @param wanted empty leaves the subject to the next wider requirement
    /// @param said what the audit row says besides
    public void decide(
            Books books, Subject subject, Optional<MfaState.Required> wanted, Actor by, Map<String, String> said) {
        Instant now = clock.instant();
        var found = Requirements.in(books).find(subject);
        var before = found.map(Requirement::required);
        // Whoever decides it anew while a rollout runs ends what that lets apps do.
        if (before.equals(wanted) && found.filter(r -> r.isObserving(now)).isEmpty()) {
            return;
        }
        var details = new HashMap<>(said);
        wanted.ifPresent(required -> details.put("required", required.name()));
        wanted.ifPresentOrElse(
                required -> Requirements.in(books).set(new Requirement(subject, required, now)),
                () -> Requirements.in(books).clear(subject));
        var kind = wanted.isPresent() ? AuditKind.MFA_REQUIREMENT_SET : AuditKind.MFA_REQUIREMENT_CLEARED;
        note(books, kind, subject, by, details, now);
        if (wanted.isPresent() || before.equals(Optional.of(MfaState.Required.YES))) {
            tellWhoeverIsExempt(books, subject, now);
        }
    }

    /// Sets what a rollout requires of its subject, with its audit row, inside a transaction that is open already.
    public void roll(Books books, Requirement requirement, Actor by) {
        Requirements.in(books).set(requirement);
        var details = new HashMap<>(Map.of("required", requirement.required().name()));
        requirement.appsUntil().ifPresent(until -> details.put("apps-until", until.toString()));
        note(books, AuditKind.MFA_REQUIREMENT_SET, requirement.subject(), by, details, clock.instant());
    }

    /// Takes back what a rollout has required of its subject, likewise.
    public void unroll(Books books, Subject subject, Actor by) {
        Requirements.in(books).clear(subject);
        note(books, AuditKind.MFA_REQUIREMENT_CLEARED, subject, by, Map.of(), clock.instant());
    }

    /// Tells somebody whom one of the staff put into other groups, where nothing is required of them any more by that.
    public void tellIfExempt(Books books, Account before, Account after, Instant now) {
        if (!isExempt(books, before) && isExempt(books, after)) {
            tellExempt(books, after, now);
        }
    }

    private void tellWhoeverIsExempt(Books books, Subject subject, Instant now) {
        if (subject instanceof Subject.Person(var id)) {
            Accounts.in(books)
                    .find(id)
                    .filter(account -> isExempt(books, account))
                    .ifPresent(account -> tellExempt(books, account, now));
        }
    }

    private boolean isExempt(Books books, Account account) {
        return standing(books, account).state() == MfaState.DISABLED;
    }

    // From now on the password alone opens the account, so its owner hears of it, whoever decided it.
    private static void tellExempt(Books books, Account account, Instant now) {
        OwnersMail.tell(books, Notice.Kind.MFA_EXEMPTED, account, Map.of(), now);
    }

    private static Optional<Requirement> of(Class<? extends Subject> kind, List<Requirement> about) {
        return about.stream().filter(r -> kind.isInstance(r.subject())).findFirst();
    }

    // Among groups one that requires wins; of those one that lets no app use the account password any longer, and of
    // those the one that did so first, so that joining a second group gives nobody new grace days.
    private static Optional<Requirement> ofGroups(List<Requirement> about) {
        return about.stream()
                .filter(r -> r.subject() instanceof Subject.Group)
                .min(Comparator.comparing(Requirement::required)
                        .thenComparing(r -> r.appsUntil().orElse(Instant.MIN))
                        .thenComparing(Requirement::since));
    }

    private static void note(
            Books books, AuditKind kind, Subject subject, Actor by, Map<String, String> details, Instant now) {
        var said = new HashMap<>(details);
        switch (subject) {
            case Subject.Everybody() -> {
                said.put("subject", "everybody");
                Changes.in(books).everybodyChanged();
                AuditLog.in(books).append(new AuditEvent(now, kind, Optional.empty(), by, said));
            }
            case Subject.Group(GroupName name) -> {
                said.put("subject", "group " + name);
                Changes.in(books).everybodyChanged();
                AuditLog.in(books).append(new AuditEvent(now, kind, Optional.empty(), by, said));
            }
            case Subject.Person(var account) -> {
                said.put("subject", "person");
                Changes.in(books).changed(account);
                AuditLog.in(books).append(AuditEvent.of(kind, account, by, now, said));
            }
        }
    }
}
