package org.sallyport.core.roster;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Methods;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Keeps the index of people right: follows the journal, and goes round all accounts once a day and whenever something
/// may concern everybody. How far it has come is in the store, so that one that is stopped goes on where it was, and
/// several nodes take turns. Thread-safe.
public final class Indexer {
    /// So many accounts are looked at in one transaction.
    static final int STEP = 100;

    private final Store store;
    private final Mfa mfa;
    private final InstantSource clock;

    public Indexer(Store store, Mfa mfa, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.clock = clock;
    }

    /// In which steps the round over all accounts goes on.
    private enum Round {
        GOES_ON,
        /// But nothing can be found before the first one is over, so that one goes on.
        WAITS;

        boolean goesOn(PeopleIndex.Reading reading) {
            return this == GOES_ON || reading.whole().isEmpty();
        }
    }

    /// Does all there is to do.
    public void follow() {
        boolean more = true;
        while (more) {
            more = step();
        }
    }

    /// Does a part of what there is to do, in one short transaction.
    ///
    /// @return false when there was nothing
    boolean step() {
        return step(Round.GOES_ON);
    }

    /// Follows the journal a part further, in one short transaction, and leaves the round over all accounts to others.
    ///
    /// @return false when there was nothing
    boolean followJournal() {
        return step(Round.WAITS);
    }

    private boolean step(Round round) {
        Instant now = clock.instant();
        if (!store.look(books -> isDue(books, round, now))) {
            return false;
        }
        try {
            work(STEP, round, now, account -> true);
        } catch (Unavailable altered) {
            // A row that was altered behind our back must not keep everybody else out of the lists.
            workOneByOne(round, now);
        }
        return true;
    }

    private void workOneByOne(Round round, Instant now) {
        for (int i = 0; i < STEP; i++) {
            try {
                work(1, round, now, account -> true);
            } catch (Unavailable altered) {
                work(1, round, now, account -> false);
            }
        }
    }

    private static boolean isDue(Books books, Round round, Instant now) {
        long latest = Changes.in(books).latest();
        return PeopleIndex.in(books)
                .reading()
                .filter(reading -> round.goesOn(reading) ? reading.isNewest(latest, now) : reading.number() >= latest)
                .isEmpty();
    }

    private void work(int most, Round round, Instant now, Predicate<AccountId> wanted) {
        var _ = store.transact(books -> {
            var index = PeopleIndex.in(books);
            var reading = index.reading()
                    .orElseGet(() -> new PeopleIndex.Reading(
                            Changes.in(books).latest(), Optional.of(PeopleIndex.Sweep.BEGINNING), Optional.empty()));
            var accounts = new LinkedHashMap<AccountId, Account>();
            var followed = followed(books, reading, most, now, accounts);
            var next = round.goesOn(reading) ? swept(books, followed, most, now, accounts) : followed;
            index.put(accounts.values().stream()
                    .filter(account -> !account.isDevice() && wanted.test(account.id()))
                    .map(account -> line(books, account, now))
                    .toList());
            index.reached(next);
            return true;
        });
    }

    /// Gathers accounts that the journal names.
    private static PeopleIndex.Reading followed(
            Books books, PeopleIndex.Reading reading, int most, Instant now, Map<AccountId, Account> accounts) {
        var changes =
                Changes.in(books).since(reading.number()).stream().limit(most).toList();
        long number = changes.isEmpty() ? reading.number() : changes.getLast().number();
        var named =
                changes.stream().flatMap(change -> change.account().stream()).collect(Collectors.toSet());
        ReadableAccounts.in(books).of(named).forEach(account -> accounts.put(account.id(), account));
        boolean everybody = changes.stream().anyMatch(change -> change.account().isEmpty());
        boolean due = reading.sweep().isEmpty() && reading.isOld(now);
        var sweep = everybody || due ? Optional.of(PeopleIndex.Sweep.BEGINNING) : reading.sweep();
        return new PeopleIndex.Reading(number, sweep, reading.whole());
    }

    /// Gathers the accounts of the next part of a round.
    private static PeopleIndex.Reading swept(
            Books books, PeopleIndex.Reading reading, int most, Instant now, Map<AccountId, Account> accounts) {
        if (reading.sweep().isEmpty()) {
            return reading;
        }
        var part = ReadableAccounts.in(books).page(reading.sweep().get().behind(), most);
        part.forEach(account -> accounts.put(account.id(), account));
        return part.size() < most
                ? new PeopleIndex.Reading(reading.number(), Optional.empty(), Optional.of(now))
                : new PeopleIndex.Reading(
                        reading.number(),
                        Optional.of(
                                new PeopleIndex.Sweep(Optional.of(part.getLast().username()))),
                        reading.whole());
    }

    private PeopleLine line(Books books, Account account, Instant now) {
        return new PeopleLine(
                account.id(),
                account.username(),
                Folded.of(account.profile().displayName(), account.username().canonical()),
                account.status(),
                mfa.standing(books, account).state(),
                Methods.in(books).heldBy(account.id()).stream()
                        .map(Method::kind)
                        .collect(Collectors.toSet()),
                unusedSince(AppPasswordBook.in(books).heldBy(account.id()), now));
    }

    private static Optional<Instant> unusedSince(List<AppPassword> appPasswords, Instant now) {
        return appPasswords.stream()
                .filter(appPassword -> !appPassword.lifetime().isRevoked()
                        && !appPassword.lifetime().isExpired(now)
                        && !appPassword.hasDied(now))
                .map(appPassword -> appPassword
                        .lastUse()
                        .map(LastUse::at)
                        .orElse(appPassword.lifetime().issued()))
                .min(Instant::compareTo);
    }
}
