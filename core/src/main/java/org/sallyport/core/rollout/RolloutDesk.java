package org.sallyport.core.rollout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.Duties;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Precondition;
import org.sallyport.core.store.Store;

/// Where admins start rollouts and change them. What is decided commits with the requirement that follows from it and
/// with its audit row. Thread-safe.
public final class RolloutDesk {
    private final Store store;
    private final Mfa mfa;
    private final InstantSource clock;

    public RolloutDesk(Store store, Mfa mfa, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.clock = clock;
    }

    /// What came of starting one.
    public sealed interface Starting {
        record Started(Rollout rollout) implements Starting {}

        /// MFA is required of them already, by a rollout or without one: their apps would get the account password
        /// back.
        record AlreadyRequired() implements Starting {}
    }

    /// What an admin does to one that is open.
    public sealed interface Change {
        record Pause() implements Change {}

        /// Goes on, or has another date.
        record Until(Instant date) implements Change {}

        /// Everybody who is left is switched over now.
        record SwitchAll() implements Change {}

        /// Nothing is required on its account any more, of whoever was switched over neither.
        record CallOff() implements Change {}
    }

    /// The newest first.
    public List<Rollout> all() {
        return store.look(books -> Rollouts.in(books).all());
    }

    public Optional<Rollout> find(RolloutId id) {
        return store.look(books -> Rollouts.in(books).find(id));
    }

    /// One as it would be, to look for its people.
    public Rollout drafted(Subject subject, Duration time, Duration quiet) {
        var now = clock.instant();
        return new Rollout(
                RolloutId.fresh(), subject, now, now.plus(time), quiet, Rollout.Status.RUNNING, Optional.empty());
    }

    /// @param time after which the date comes; more than nothing, at most [Rollout#LONGEST]
    public Starting start(Subject subject, Duration time, Duration quiet, Actor by, Reason why) {
        requireLength(time);
        var rollout = drafted(subject, time, quiet);
        return store.transact(books -> {
            if (isRequired(books, subject)) {
                return new Starting.AlreadyRequired();
            }
            Rollouts.in(books).put(rollout);
            mfa.roll(books, rollout.requires(), by);
            note(
                    books,
                    AuditKind.ROLLOUT_STARTED,
                    rollout,
                    by,
                    Map.of(
                            "until", rollout.until().toString(),
                            "quiet-days", Long.toString(quiet.toDays()),
                            "why", why.value()));
            return new Starting.Started(rollout);
        });
    }

    /// @return false when it is not open, or not so that this can be done
    public boolean change(RolloutId id, Change change, Actor by, Reason why) {
        return change(id, change, by, why, Precondition.NONE);
    }

    /// The same where something has to hold before.
    public boolean change(RolloutId id, Change change, Actor by, Reason why, Precondition seen) {
        var now = clock.instant();
        if (change instanceof Change.Until(var date)) {
            requireLength(Duration.between(now, date));
        }
        return store.transact(books -> {
            seen.require(books);
            var found = Rollouts.in(books).find(id).filter(Rollout::isOpen);
            if (found.isEmpty() || !isStillDecided(books, found.get())) {
                return false;
            }
            var before = found.get();
            var after = changed(before, change, now);
            if (after.equals(before)) {
                return false;
            }
            Rollouts.in(books).put(after);
            if (after.isOpen()) {
                mfa.roll(books, after.requires(), by);
            } else {
                callOff(books, after, by);
            }
            note(books, AuditKind.ROLLOUT_CHANGED, after, by, details(change, after, why));
            return true;
        });
    }

    // It takes MFA from nobody of the staff.
    private void callOff(Books books, Rollout rollout, Actor by) {
        var staff = Accounts.in(books).staff().stream()
                .filter(one -> mfa.isRequired(books, one))
                .toList();
        mfa.unroll(books, rollout.subject(), by);
        staff.stream()
                .filter(one -> !mfa.isRequired(books, one))
                .forEach(one -> mfa.decide(
                        books,
                        new Subject.Person(one.id()),
                        Optional.of(MfaState.Required.YES),
                        by,
                        Map.of("kept", "staff")));
    }

    /// Gives somebody who was switched over more time: until `date` their apps may use the account password again.
    ///
    /// @return false when they were not switched over by this rollout, something else decides for them now, or they are
    /// one of the staff about whom `by` [may not decide][Duties#about]
    public boolean takeBack(RolloutId id, AccountId whom, Instant date, Actor by, Reason why) {
        var now = clock.instant();
        requireLength(Duration.between(now, date));
        return store.transact(books -> {
            var rollout = Rollouts.in(books).find(id).filter(one -> one.status() != Rollout.Status.CALLED_OFF);
            var account = Accounts.in(books).find(whom);
            boolean isSwitched = Switchovers.in(books)
                    .find(id, whom)
                    .filter(one -> !one.isTakenBack())
                    .isPresent();
            if (rollout.isEmpty()
                    || account.isEmpty()
                    || !isSwitched
                    || !isStillDecided(books, rollout.get())
                    || !isItsOwn(books, rollout.get(), account.get())
                    || !mayDecideAbout(books, by, account.get())) {
                return false;
            }
            takeBack(books, rollout.get(), account.get(), now, date);
            var details = Map.of("rollout", id.toString(), "until", date.toString(), "why", why.value());
            AuditLog.in(books).append(AuditEvent.of(AuditKind.SWITCH_TAKEN_BACK, whom, by, now, details));
            return true;
        });
    }

    private static boolean mayDecideAbout(Books books, Actor by, Account whom) {
        var staff = Accounts.in(books).staff();
        return by.behind()
                .map(decider -> staff.stream()
                        .filter(one -> one.id().equals(decider) && one.isActive())
                        .map(one -> Duties.about(Owners.roleOf(one, staff), whom.role()))
                        .anyMatch(duties -> duties.contains(Permission.POLICY_CHANGE)))
                .orElse(true);
    }

    private static void takeBack(Books books, Rollout rollout, Account account, Instant now, Instant date) {
        Requirements.in(books)
                .set(new Requirement(
                        new Subject.Person(account.id()), MfaState.Required.YES, rollout.began(), Optional.of(date)));
        Switchovers.in(books)
                .put(new Switchover(rollout.id(), account.id(), Switchover.Why.TAKEN_BACK, now, Optional.of(date)));
        // One that is over has work again.
        Rollouts.in(books)
                .put(new Rollout(
                        rollout.id(),
                        rollout.subject(),
                        rollout.began(),
                        rollout.until(),
                        rollout.quiet(),
                        rollout.status(),
                        Optional.empty()));
        Changes.in(books).changed(account.id());
        OwnersMail.tell(books, Notice.Kind.SWITCH_TAKEN_BACK, account, Map.of("date", date.toString()), now);
    }

    /// Whether what decides for somebody comes from this rollout: its subject's requirement, or their own that it set.
    private boolean isItsOwn(Books books, Rollout rollout, Account account) {
        return mfa.requirementFor(books, account)
                .filter(decides -> decides.subject().equals(rollout.subject())
                        || decides.subject() instanceof Subject.Person
                                && decides.appsUntil().isPresent())
                .filter(decides -> decides.required() == MfaState.Required.YES)
                .isPresent();
    }

    /// Whether no admin has decided otherwise for its subject since.
    static boolean isStillDecided(Books books, Rollout rollout) {
        return Requirements.in(books)
                .find(rollout.subject())
                .filter(rollout.requires()::equals)
                .isPresent();
    }

    private static Rollout changed(Rollout rollout, Change change, Instant now) {
        return switch (change) {
            case Change.Pause() -> rollout.with(Rollout.Status.PAUSED);
            case Change.Until(var date) -> rollout.with(Rollout.Status.RUNNING).withUntil(date);
            case Change.SwitchAll() -> rollout.with(Rollout.Status.RUNNING).withUntil(now);
            case Change.CallOff() -> rollout.with(Rollout.Status.CALLED_OFF);
        };
    }

    private static Map<String, String> details(Change change, Rollout after, Reason why) {
        var details = new HashMap<>(Map.of("why", why.value()));
        switch (change) {
            case Change.Pause() -> details.put("change", "paused");
            case Change.Until(var date) -> {
                details.put("change", "until");
                details.put("until", after.until().toString());
            }
            case Change.SwitchAll() -> details.put("change", "everybody-switched");
            case Change.CallOff() -> details.put("change", "called-off");
        }
        return details;
    }

    private static boolean isRequired(Books books, Subject subject) {
        return Requirements.in(books).about(List.of(subject, new Subject.Everybody())).stream()
                .anyMatch(one -> one.required() == MfaState.Required.YES
                        && (one.subject().equals(subject) || leavesTo(books, subject)));
    }

    // What is required of everybody is required of a group that was not exempted.
    private static boolean leavesTo(Books books, Subject subject) {
        return Requirements.in(books).find(subject).isEmpty();
    }

    private static void requireLength(Duration time) {
        if (!time.isPositive() || time.compareTo(Rollout.LONGEST) > 0) {
            throw new IllegalArgumentException("a rollout lasts up to 365 days from now, found " + time);
        }
    }

    private void note(Books books, AuditKind kind, Rollout rollout, Actor by, Map<String, String> details) {
        var said = new HashMap<>(details);
        said.put("rollout", rollout.id().toString());
        said.put("subject", rollout.subject() instanceof Subject.Group(GroupName name) ? "group " + name : "everybody");
        AuditLog.in(books).append(new AuditEvent(clock.instant(), kind, Optional.empty(), by, said));
    }
}
