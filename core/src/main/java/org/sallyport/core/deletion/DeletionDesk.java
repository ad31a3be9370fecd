package org.sallyport.core.deletion;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.Deletion;
import org.sallyport.core.account.Deletions;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Tombstones;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditErasure;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.Acting;
import org.sallyport.core.staff.Doing;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.Proposed;
import org.sallyport.core.staff.SecondAdmin;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Precondition;
import org.sallyport.core.store.Store;

/// Where accounts are deleted: disabled at once, erased when the time that was given has passed. What is left is a name
/// that nobody gets for [#NAMES_REST], as a digest, and an audit log that knows the account by its id alone.
/// Thread-safe.
public final class DeletionDesk implements Doing {
    /// How long nobody else gets the name.
    public static final Duration NAMES_REST = Duration.ofDays(365);

    /// The longest that a deletion may wait.
    public static final Duration LONGEST = Duration.ofDays(90);

    /// What was under way when an account was erased is written down until then.
    private static final Duration STRAGGLERS = Duration.ofMinutes(1);

    private static final String WHY = "why";
    private static final String DAYS = "days";
    private static final String ROLE = "was-role";
    private static final String STATUS = "was-status";
    private static final int AT_ONCE = 50;
    private static final int ENTRIES = 500;

    private final Store store;
    private final LocalAccounts accounts;
    private final Revocations revocations;
    private final SecondAdmin second;
    private final InstantSource clock;

    public DeletionDesk(
            Store store, LocalAccounts accounts, Revocations revocations, SecondAdmin second, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.revocations = revocations;
        this.second = second;
        this.clock = clock;
    }

    /// The deletion that waits for its time; empty where none does.
    public Optional<Deletion> of(AccountId account) {
        return store.look(books -> Deletions.in(books).find(account));
    }

    /// Disables an account for one of the staff, if they may as they stand when it is done, and has it deleted after
    /// `wait`; or proposes that, where it needs a second admin.
    public Deleting plan(AccountId asks, AccountId whom, Duration wait, Reason why) {
        return plan(new Actor.Person(asks), whom, wait, why, Precondition.NONE);
    }

    /// The same by somebody, or by a program of theirs, where something has to hold before.
    public Deleting plan(Actor by, AccountId whom, Duration wait, Reason why, Precondition seen) {
        return plan(whom, wait, by, why, books -> {
            seen.require(books);
            var judged = judge(books, by.behind().orElseThrow(), whom);
            if (judged != Deleting.PLANNED || !needsSecond()) {
                return judged;
            }
            second.propose(books, by, proposed(books, whom, wait), said(why), clock.instant());
            return Deleting.PROPOSED;
        });
    }

    /// The same for an operator, who may.
    public Deleting plan(AccountId whom, Duration wait, Reason why) {
        return plan(whom, wait, new Actor.Operator(), why, books -> judge(books, whom));
    }

    /// Whether deleting somebody needs a second admin.
    public boolean needsSecond() {
        return second.isNeeded(GraveAct.DELETIONS);
    }

    @FunctionalInterface
    private interface Judging {
        /// What comes of it as things are: [Deleting#PLANNED] where it is to be done.
        Deleting asThingsAre(Books books);
    }

    private Deleting plan(AccountId whom, Duration wait, Actor by, Reason why, Judging judging) {
        if (wait.isNegative() || wait.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a deletion waits for 0 to 90 days, found " + wait);
        }
        Deleting came = store.transact(books -> {
            var judged = judging.asThingsAre(books);
            if (judged == Deleting.PLANNED) {
                plan(books, Accounts.in(books).find(whom).orElseThrow(), new Asked(by, said(why), wait));
            }
            return judged;
        });
        if (came == Deleting.PLANNED) {
            follow(whom, wait, by);
        }
        return came;
    }

    private void follow(AccountId whom, Duration wait, Actor by) {
        store.transact(books -> Accounts.in(books).find(whom)).ifPresent(account -> revocations.closeAll(account, by));
        if (wait.isZero()) {
            carryOut(whom);
        }
    }

    /// @param said for the audit log, with `why`
    private record Asked(Actor by, Map<String, String> said, Duration after) {}

    private void plan(Books books, Account account, Asked asked) {
        Instant now = clock.instant();
        var before =
                Deletions.in(books).find(account.id()).map(Deletion::before).orElse(account.status());
        accounts.disable(
                books,
                account.id(),
                asked.by(),
                new Reason(Objects.requireNonNull(asked.said().get(WHY))));
        Deletions.in(books).put(new Deletion(account.id(), now, now.plus(asked.after()), before, Optional.empty()));
        var days = Long.toString(asked.after().toDays());
        var details = new HashMap<>(asked.said());
        details.put(DAYS, days);
        note(books, AuditKind.ACCOUNT_DELETION_PLANNED, account.id(), asked.by(), details);
        SecondAdmin.overtake(books, GraveAct.DELETIONS, account.id(), asked.by(), now);
        if (!asked.after().isZero()) {
            OwnersMail.tell(books, Notice.Kind.ACCOUNT_DELETION_PLANNED, account, Map.of(DAYS, days), now);
        }
    }

    private static Deleting judge(Books books, AccountId asks, AccountId whom) {
        if (Accounts.in(books).find(whom).isEmpty()) {
            return Deleting.NO_SUCH_ACCOUNT;
        }
        return asks.equals(whom) || !Acting.may(books, asks, whom, Permission.PEOPLE_DELETE)
                ? Deleting.NOT_ALLOWED
                : judge(books, whom);
    }

    private static Deleting judge(Books books, AccountId whom) {
        if (Accounts.in(books).find(whom).isEmpty()) {
            return Deleting.NO_SUCH_ACCOUNT;
        }
        return Owners.isLast(books, whom) ? Deleting.LAST_OWNER : Deleting.PLANNED;
    }

    // Whoever has got another role since, or was enabled or disabled, is not whom it was proposed of.
    private static Proposed proposed(Books books, AccountId whom, Duration wait) {
        var account = Accounts.in(books).find(whom).orElseThrow();
        return new Proposed(
                GraveAct.DELETIONS,
                Optional.of(whom),
                Map.of(DAYS, Long.toString(wait.toDays()), ROLE, account.role().code(), STATUS, status(account)));
    }

    private static String status(Account account) {
        return account.status().name().toLowerCase(Locale.ROOT);
    }

    /// After how many days somebody would be erased by what is proposed.
    public static int days(Proposed what) {
        return Integer.parseInt(what.value(DAYS));
    }

    @Override
    public boolean may(Books books, AccountId who, Proposed what) {
        return judge(books, who, what.whom().orElseThrow()) == Deleting.PLANNED;
    }

    @Override
    public boolean perform(Books books, Proposed what, Actor by, Map<String, String> said) {
        var account = what.whom()
                .filter(whom -> judge(books, whom) == Deleting.PLANNED)
                .flatMap(Accounts.in(books)::find)
                .filter(found -> found.role().code().equals(what.value(ROLE))
                        && status(found).equals(what.value(STATUS)));
        account.ifPresent(found -> plan(books, found, new Asked(by, said, Duration.ofDays(days(what)))));
        return account.isPresent();
    }

    @Override
    public void follow(Proposed what, Actor by) {
        follow(what.whom().orElseThrow(), Duration.ofDays(days(what)), by);
    }

    private static Map<String, String> said(Reason why) {
        return Map.of(WHY, why.value());
    }

    /// Takes a deletion back that waits; the account is what it was before.
    ///
    /// @return false when it is too late, or none was planned
    public boolean takeBack(AccountId id, Actor by) {
        return store.transact(books -> {
            var planned = Deletions.in(books).find(id).filter(Deletion::mayBeTakenBack);
            planned.ifPresent(deletion -> {
                if (deletion.before() != Account.Status.DISABLED) {
                    accounts.restore(books, id, by);
                }
                if (Deletions.in(books).remove(id)) {
                    note(books, AuditKind.ACCOUNT_DELETION_TAKEN_BACK, id, by, Map.of());
                }
            });
            return planned.isPresent();
        });
    }

    /// Carries out what is due, a step of each.
    public void carryOut() {
        Instant now = clock.instant();
        store.look(books -> Deletions.in(books).due(now, AT_ONCE)).forEach(this::carryOut);
        store.transact(books -> {
            Tombstones.in(books).sweep(now);
            return true;
        });
    }

    private void carryOut(AccountId id) {
        Instant now = clock.instant();
        var gone = store.transact(books -> {
            var deletion = Deletions.in(books).find(id).filter(one -> !one.due().isAfter(now));
            var account = Accounts.in(books).find(id);
            if (deletion.filter(Deletion::mayBeTakenBack).isPresent()) {
                // Whoever became the last owner meanwhile is left, disabled, until there is another one.
                return account.filter(_ -> !Owners.isLast(books, id)).map(found -> {
                    erase(books, found, deletion.get(), now);
                    return found;
                });
            }
            deletion.flatMap(Deletion::erased)
                    .filter(erased -> !now.isBefore(erased.plus(STRAGGLERS)))
                    .ifPresent(_ -> forget(books, id));
            return Optional.<Account>empty();
        });
        gone.ifPresent(account -> revocations.closeAll(account, new Actor.Sallyport()));
    }

    private void erase(Books books, Account account, Deletion deletion, Instant now) {
        OwnersMail.tell(books, Notice.Kind.ACCOUNT_DELETED, account, Map.of(), now);
        Tombstones.in(books).put(account.username(), now.plus(NAMES_REST));
        Requirements.in(books).clear(new Subject.Person(account.id()));
        Policies.forget(books, account.id());
        Erasure.in(books).erase(account.id());
        Deletions.in(books).put(deletion.erasedAt(now));
        Changes.in(books).changed(account.id());
        note(books, AuditKind.ACCOUNT_DELETED, account.id(), new Actor.Sallyport(), Map.of());
    }

    /// Has the audit log forget a part of what it says of the account, and ends the deletion when nothing is left.
    private static void forget(Books books, AccountId id) {
        Erasure.in(books).erase(id);
        if (AuditErasure.in(books).forget(id, ENTRIES) < ENTRIES) {
            Deletions.in(books).remove(id);
        }
    }

    /// Lets a name be given again before its time.
    ///
    /// @return false when nobody of this name was deleted
    public boolean freeName(Username name) {
        return store.transact(books -> {
            boolean there = Tombstones.in(books).remove(name);
            if (there) {
                AuditLog.in(books)
                        .append(new AuditEvent(
                                clock.instant(),
                                AuditKind.NAME_FREED,
                                Optional.empty(),
                                new Actor.Operator(),
                                Map.of()));
            }
            return there;
        });
    }

    private void note(Books books, AuditKind kind, AccountId about, Actor by, Map<String, String> details) {
        AuditLog.in(books).append(AuditEvent.of(kind, about, by, clock.instant(), details));
    }
}
