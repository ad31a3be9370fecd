package org.sallyport.core.rollout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Told;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Switches people over, one transaction each, and tells those in time whose apps would stop. How far it has come is in
/// the store, so that one that is stopped goes on where it was; several nodes take turns, and whatever two of them do
/// at once is done once. It is never what refuses: the requirement of a rollout's subject ends by itself on its date,
/// even where no work is done. Thread-safe.
public final class RolloutWork {
    private static final int PAGE = 100;
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Duration TOLD_EVERY = Duration.ofDays(29);

    private final Store store;
    private final Mfa mfa;
    private final InstantSource clock;
    private final String node = UUID.randomUUID().toString();

    public RolloutWork(Store store, Mfa mfa, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.clock = clock;
    }

    /// Does all there is to do now.
    public void follow() {
        List<Rollout> all = store.look(books -> Rollouts.in(books).all());
        all.stream().filter(rollout -> !rollout.isOver()).filter(this::claim).forEach(this::work);
    }

    private boolean claim(Rollout rollout) {
        var now = clock.instant();
        return store.transact(books -> Rollouts.in(books).claim(rollout.id(), node, now, now.plus(CLAIM)));
    }

    private void work(Rollout rollout) {
        boolean isDecidedOtherwise = store.look(books -> !RolloutDesk.isStillDecided(books, rollout));
        if (rollout.status() == Rollout.Status.CALLED_OFF || isDecidedOtherwise) {
            finish(rollout);
            return;
        }
        boolean goesOn = switched(rollout, one -> {
            if (one.isDueAgain(clock.instant())) {
                switchAgain(rollout, one.account());
            }
        });
        if (goesOn && rollout.status() == Rollout.Status.RUNNING) {
            goOn(rollout, clock.instant());
        }
    }

    private void goOn(Rollout rollout, Instant now) {
        if (rollout.isDue(now)) {
            boolean all =
                    left(rollout, RolloutPeople.Who.EVERYBODY, one -> switchOver(rollout, one, Switchover.Why.DATE));
            if (all && isDone(rollout)) {
                finish(rollout);
            }
            return;
        }
        if (rollout.hasWatched(now)) {
            left(rollout, RolloutPeople.Who.QUIET, one -> switchOver(rollout, one, Switchover.Why.EMPTY_LIST));
        }
        remind(rollout, now);
    }

    /// @return false when another node has taken the work over meanwhile
    private boolean left(Rollout rollout, RolloutPeople.Who who, Consumer<AccountId> work) {
        var sought = new RolloutPeople.Sought(rollout, who, rollout.counting(clock.instant()));
        Optional<Username> after = Optional.empty();
        do {
            var behind = after;
            List<RolloutPeople.One> page =
                    store.look(books -> RolloutPeople.in(books).page(sought, behind, PAGE));
            page.forEach(one -> work.accept(one.account()));
            if (page.size() < PAGE) {
                return true;
            }
            after = Optional.of(page.getLast().username());
        } while (claim(rollout));
        return false;
    }

    /// @return likewise
    private boolean switched(Rollout rollout, Consumer<Switchover> work) {
        Optional<AccountId> after = Optional.empty();
        do {
            var behind = after;
            List<Switchover> page = store.look(books -> Switchovers.in(books).page(rollout.id(), behind, PAGE));
            page.forEach(work);
            if (page.size() < PAGE) {
                return true;
            }
            after = Optional.of(page.getLast().account());
        } while (claim(rollout));
        return false;
    }

    private void switchOver(Rollout rollout, AccountId whom, Switchover.Why why) {
        var now = clock.instant();
        var _ = store.transact(books -> {
            var account = theirs(books, rollout, whom)
                    .filter(one -> mfa.requirementFor(books, one)
                            .filter(rollout.requires()::equals)
                            .isPresent());
            var sending = sending(books, rollout, whom, now);
            boolean isEarly = why == Switchover.Why.EMPTY_LIST;
            if (account.isEmpty()
                    || Switchovers.in(books).find(rollout.id(), whom).isPresent()
                    || isEarly && !sending.isEmpty()) {
                return false;
            }
            if (isEarly) {
                Requirements.in(books)
                        .set(new Requirement(
                                new Subject.Person(whom), MfaState.Required.YES, rollout.began(), Optional.of(now)));
            }
            note(books, rollout, account.get(), why, sending, now);
            return true;
        });
    }

    private void switchAgain(Rollout rollout, AccountId whom) {
        var now = clock.instant();
        var _ = store.transact(books -> {
            var account = theirs(books, rollout, whom);
            boolean isDue = Switchovers.in(books)
                    .find(rollout.id(), whom)
                    .filter(one -> one.isDueAgain(now))
                    .isPresent();
            if (account.isEmpty() || !isDue) {
                return false;
            }
            note(books, rollout, account.get(), Switchover.Why.DATE, sending(books, rollout, whom, now), now);
            return true;
        });
    }

    /// The account, where the rollout is still as it was when the work on it began.
    private static Optional<Account> theirs(Books books, Rollout rollout, AccountId whom) {
        return Rollouts.in(books)
                .find(rollout.id())
                .filter(rollout::equals)
                .flatMap(_ -> Accounts.in(books).find(whom))
                .filter(Account::isActive);
    }

    private static List<Sender> sending(Books books, Rollout rollout, AccountId whom, Instant now) {
        return Senders.in(books).of(whom).stream()
                .filter(sender -> !sender.seen().last().isBefore(rollout.counting(now)))
                .toList();
    }

    private static void note(
            Books books, Rollout rollout, Account account, Switchover.Why why, List<Sender> sending, Instant now) {
        Switchovers.in(books).put(new Switchover(rollout.id(), account.id(), why, now, Optional.empty()));
        Changes.in(books).changed(account.id());
        var details =
                Map.of("rollout", rollout.id().toString(), "why", why.code(), "apps", Integer.toString(sending.size()));
        AuditLog.in(books)
                .append(AuditEvent.of(
                        AuditKind.SWITCHED_TO_APP_PASSWORDS, account.id(), new Actor.Sallyport(), now, details));
        OwnersMail.tell(books, Notice.Kind.SWITCHED_TO_APP_PASSWORDS, account, SenderList.values(sending), now);
    }

    // Everybody once between two dates of a mail, whichever node does it and however often it is begun.
    private void remind(Rollout rollout, Instant now) {
        var reminder = Reminder.at(rollout, now);
        String last = store.look(books -> Rollouts.in(books).reminded(rollout.id()));
        if (last.equals(reminder)) {
            return;
        }
        if (left(rollout, RolloutPeople.Who.SENDING, whom -> remind(rollout, reminder, whom))) {
            var _ = store.transact(books -> {
                Rollouts.in(books).reminded(rollout.id(), reminder);
                return true;
            });
        }
    }

    private void remind(Rollout rollout, String reminder, AccountId whom) {
        var now = clock.instant();
        var _ = store.transact(books -> {
            var account = theirs(books, rollout, whom)
                    .filter(one -> mfa.requirementFor(books, one)
                            .filter(rollout.requires()::equals)
                            .isPresent());
            var sending = sending(books, rollout, whom, now);
            if (account.isEmpty()
                    || sending.isEmpty()
                    || !Told.in(books).isDue(whom, "rollout " + reminder, now, TOLD_EVERY)) {
                return false;
            }
            var values = new HashMap<>(SenderList.values(sending));
            values.put("date", rollout.until().toString());
            OwnersMail.tell(books, Notice.Kind.ACCOUNT_PASSWORD_ENDS_SOON, account.get(), values, now);
            return true;
        });
    }

    private boolean isDone(Rollout rollout) {
        var sought = new RolloutPeople.Sought(rollout, RolloutPeople.Who.EVERYBODY, clock.instant());
        return store.look(books -> RolloutPeople.in(books).count(sought) == 0
                && Switchovers.in(books).counted(rollout.id()).stream()
                        .noneMatch(counted -> counted.why() == Switchover.Why.TAKEN_BACK));
    }

    /// Leaves somebody to wider requirements where this rollout had set one of their own.
    private void release(Rollout rollout, AccountId whom) {
        var person = new Subject.Person(whom);
        var _ = store.transact(books -> {
            boolean isOurs = !isKept(books, rollout, whom)
                    && Requirements.in(books)
                            .find(person)
                            .filter(one ->
                                    one.appsUntil().isPresent() && one.since().equals(rollout.began()))
                            .isPresent();
            if (isOurs) {
                mfa.unroll(books, person, new Actor.Sallyport());
            }
            return isOurs;
        });
    }

    // Calling a rollout off takes MFA from nobody of the staff.
    private static boolean isKept(Books books, Rollout rollout, AccountId whom) {
        return rollout.status() == Rollout.Status.CALLED_OFF
                && Accounts.in(books)
                        .find(whom)
                        .filter(account -> account.role().isStaff())
                        .isPresent();
    }

    /// What is decided for the subject holds for everybody from here on, for those too who were switched over early.
    private void finish(Rollout rollout) {
        if (!switched(rollout, one -> release(rollout, one.account()))) {
            return;
        }
        var now = clock.instant();
        var _ = store.transact(books -> {
            var found = Rollouts.in(books).find(rollout.id()).filter(rollout::equals);
            found.ifPresent(one -> {
                Rollouts.in(books).put(one.withOver(now));
                var details = Map.of("rollout", one.id().toString());
                AuditLog.in(books)
                        .append(new AuditEvent(
                                now, AuditKind.ROLLOUT_OVER, Optional.empty(), new Actor.Sallyport(), details));
            });
            return found.isPresent();
        });
    }
}
