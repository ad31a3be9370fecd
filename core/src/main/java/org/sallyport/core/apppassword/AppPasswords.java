package org.sallyport.core.apppassword;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.caller.Network;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.Policy;
import org.sallyport.core.policy.Terms;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.session.Fresh;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Issues, lists, renames, loosens and revokes app passwords. Every change commits with its audit row before it is
/// acknowledged. Thread-safe.
public final class AppPasswords {
    /// How many an account gets within a day, revoked ones included: rows are never deleted.
    public static final int MOST_A_DAY = 100;

    private final Store store;
    private final Mfa mfa;
    private final AppPasswordDigest digests;
    private final SecretGenerator generator;
    private final InstantSource clock;

    public AppPasswords(Store store, Mfa mfa, Keyset keyset, SecretGenerator generator, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.digests = new AppPasswordDigest(keyset);
        this.generator = generator;
        this.clock = clock;
    }

    /// Issues an app password, if everything the rules demand is there, and tells its owner by mail.
    public Issuing issue(AppPasswordRequest request) {
        return store.transact(books -> issue(books, request));
    }

    /// The same inside a transaction that is open already.
    public Issuing issue(Books books, AppPasswordRequest request) {
        Instant now = clock.instant();
        var found = Accounts.in(books).find(request.account()).filter(Account::isActive);
        if (found.isEmpty()) {
            return new Issuing.NoSuchAccount();
        }
        var account = found.get();
        switch (mfa.standing(books, account).state()) {
            case DISABLED -> {
                return new Issuing.NotRequired();
            }
            case ENABLED -> {
                return new Issuing.NotRegistered();
            }
            case ENFORCED -> {
                // As it should be.
            }
        }
        var policy = mfa.policies().of(books, account);
        if (!policy.terms().areAllowed() || request.scope().protocols().stream().noneMatch(policy.terms()::open)) {
            return new Issuing.NotAllowed();
        }
        if (!Fresh.is(request.factorProved(), now)) {
            return new Issuing.StepUpNeeded();
        }
        int maximum = policy.limits().appPasswordsPerAccount();
        var held = AppPasswordBook.in(books).heldBy(account.id());
        if (held.stream().filter(p -> !p.lifetime().isRevoked()).count() >= maximum) {
            return new Issuing.TooMany(maximum);
        }
        var yesterday = now.minus(Duration.ofDays(1));
        boolean tooManyToday = held.stream()
                        .filter(p -> p.lifetime().issued().isAfter(yesterday))
                        .count()
                >= MOST_A_DAY;
        return tooManyToday ? new Issuing.TooManyToday(MOST_A_DAY) : make(books, account, policy, request, now);
    }

    /// Allows an app password that its first use has tied for one more kind of app and network, if the second factor
    /// was proved just now, and tells its owner by mail.
    public Allowing allow(Account account, AppPasswordId id, Elsewhere elsewhere, Instant factorProved) {
        Instant now = clock.instant();
        if (!Fresh.is(factorProved, now)) {
            return Allowing.STEP_UP_NEEDED;
        }
        return store.transact(books -> {
            var found = AppPasswordBook.in(books).find(account.id(), id);
            if (found.isEmpty()
                    || !FirstUses.in(books).allow(account.id(), id, elsewhere.family(), elsewhere.network())) {
                return Allowing.NOT_POSSIBLE;
            }
            var label = found.get().label().value();
            Changes.in(books).changed(account.id());
            AuditLog.in(books)
                    .append(AuditEvent.of(
                            AuditKind.APP_PASSWORD_PLACE_ALLOWED,
                            account.id(),
                            new Actor.Person(account.id()),
                            now,
                            Map.of(
                                    "app-password", id.toString(),
                                    "label", label,
                                    "family", elsewhere.family().code(),
                                    "network", elsewhere.network().toString())));
            Notice.toOwner(Notice.Kind.APP_PASSWORD_PLACE_ALLOWED, account, told(label, elsewhere.network()), now)
                    .ifPresent(Notices.in(books)::add);
            return Allowing.ALLOWED;
        });
    }

    /// Those that are not revoked, in the order of issue.
    public List<AppPassword> of(AccountId account) {
        return store.transact(books -> AppPasswordBook.in(books).heldBy(account)).stream()
                .filter(p -> !p.lifetime().isRevoked())
                .toList();
    }

    /// @return false when the account holds no such app password that could still be revoked
    public boolean revoke(AccountId account, AppPasswordId id, Actor by) {
        Instant now = clock.instant();
        return store.transact(books -> revoke(books, account, id, by, now, Map.of()));
    }

    /// Revokes all of an account and says how many there were.
    public int revokeAll(AccountId account, Actor by) {
        Instant now = clock.instant();
        return store.transact(books -> revokeAll(books, account, by, now));
    }

    /// The same for the reason that one of the staff gave.
    public int revokeAll(AccountId account, Actor by, Reason why) {
        Instant now = clock.instant();
        return store.transact(books -> revokeAll(books, account, by, now, Map.of("why", why.value())));
    }

    /// The same inside a transaction that is open already.
    public int revokeAll(Books books, AccountId account, Actor by, Instant now) {
        return revokeAll(books, account, by, now, Map.of());
    }

    private static int revokeAll(Books books, AccountId account, Actor by, Instant now, Map<String, String> said) {
        int count = 0;
        for (var appPassword : AppPasswordBook.in(books).heldBy(account)) {
            count += revoke(books, account, appPassword.id(), by, now, said) ? 1 : 0;
        }
        return count;
    }

    /// Puts all of an account to sleep that are awake, inside a transaction, and says how many there were.
    public int putAllToSleep(Books books, AccountId account, Actor by, Instant now) {
        int count = 0;
        for (var appPassword : AppPasswordBook.in(books).heldBy(account)) {
            boolean isAwake = !appPassword.lifetime().isAsleep()
                    && AppPasswordBook.in(books).change(account, appPassword.id(), p -> p.asleepSince(now));
            if (isAwake) {
                count++;
                var kind = AuditKind.APP_PASSWORD_PUT_TO_SLEEP;
                note(books, kind, account, by, now, appPassword.id(), appPassword.label());
            }
        }
        return count;
    }

    /// Wakes one that was put to sleep, and tells its owner by mail.
    ///
    /// @param factorProved when its owner last proved a second factor
    public Waking wake(AccountId account, AppPasswordId id, Instant factorProved) {
        Instant now = clock.instant();
        if (!Fresh.is(factorProved, now)) {
            return Waking.STEP_UP_NEEDED;
        }
        return store.transact(books -> {
            var slept = AppPasswordBook.in(books)
                    .find(account, id)
                    .filter(p -> p.lifetime().isAsleep());
            boolean woken = slept.isPresent() && AppPasswordBook.in(books).change(account, id, AppPassword::awake);
            if (!woken) {
                return Waking.NOT_ASLEEP;
            }
            var label = slept.get().label();
            note(books, AuditKind.APP_PASSWORD_WOKEN, account, new Actor.Person(account), now, id, label);
            Accounts.in(books)
                    .find(account)
                    .flatMap(owner ->
                            Notice.toOwner(Notice.Kind.APP_PASSWORD_WOKEN, owner, Map.of("label", label.value()), now))
                    .ifPresent(Notices.in(books)::add);
            return Waking.WOKEN;
        });
    }

    /// @return false when the account holds no such app password that is not revoked
    public boolean rename(AccountId account, AppPasswordId id, Label label, Actor by) {
        Instant now = clock.instant();
        return store.transact(books -> {
            boolean renamed = AppPasswordBook.in(books).rename(account, id, label);
            if (renamed) {
                note(books, AuditKind.APP_PASSWORD_RENAMED, account, by, now, id, label);
            }
            return renamed;
        });
    }

    /// The secret in groups for reading: six letters a group of 24, four a group of 16.
    public static String grouped(Secret secret) {
        var letters = secret.reveal();
        return letters.replaceAll(letters.length() % 6 == 0 ? "(.{6})(?=.)" : "(.{4})(?=.)", "$1 ");
    }

    private Issuing make(Books books, Account account, Policy policy, AppPasswordRequest request, Instant now) {
        var salt = CredentialsBook.in(books)
                .find(account.id())
                .orElseThrow(() -> new IllegalStateException("account " + account.id() + " has no credentials"))
                .salt();
        var terms = policy.terms();
        var secret = generator.letters(policy.limits().appPasswordLength());
        var made = new AppPassword(
                AppPasswordId.fresh(),
                account.id(),
                request.label(),
                digests.of(account.id(), salt, secret),
                scope(request.scope(), terms),
                lifetime(terms, terms.lifespan().expires(request.expires(), now), now),
                Uses.of(terms.awaitFirstUse() ? new FirstUse.Awaited() : new FirstUse.NotKept()));
        AppPasswordBook.in(books).add(made);
        var by = new Actor.Person(account.id());
        note(books, AuditKind.APP_PASSWORD_ISSUED, account.id(), by, now, made.id(), made.label());
        tell(books, account, made, terms);
        return new Issuing.Issued(made, secret);
    }

    // What is closed to everybody is left out, so that the page of the app password says what it opens.
    private static Scope scope(Scope wanted, Terms terms) {
        var open = wanted.protocols().stream().filter(terms::open).collect(Collectors.toSet());
        return new Scope(open, wanted.networks());
    }

    private static Map<String, String> told(String label, Network network) {
        return network.isNowhere()
                ? Map.of("label", label)
                : Map.of(
                        "label", label,
                        "network", network.toString(),
                        "source", network.address().getHostAddress());
    }

    private static Lifetime lifetime(Terms terms, Optional<Instant> expires, Instant now) {
        var from = now.plus(terms.delay());
        return new Lifetime(
                now,
                expires,
                Optional.empty(),
                Optional.of(from).filter(now::isBefore),
                terms.unusedDieAfter().map(from::plus));
    }

    // Likely targets hear of it twice: while it opens nothing yet, and when it begins to.
    private static void tell(Books books, Account account, AppPassword made, Terms terms) {
        var issued = made.lifetime().issued();
        var label = made.label().value();
        var opensFrom = made.lifetime().opensFrom();
        if (opensFrom.isEmpty()) {
            Notice.toOwner(Notice.Kind.APP_PASSWORD_MADE, account, Map.of("label", label), issued)
                    .ifPresent(Notices.in(books)::add);
            return;
        }
        var soon = Map.of("label", label, "minutes", Long.toString(terms.delay().toMinutes()));
        OwnersMail.tell(books, Notice.Kind.APP_PASSWORD_OPENS_SOON, account, soon, issued);
        // It goes out when it is due, which is when it is dated.
        Notice.toOwner(Notice.Kind.APP_PASSWORD_OPENS_NOW, account, Map.of("label", label), opensFrom.get())
                .ifPresent(Notices.in(books)::add);
    }

    static boolean revoke(
            Books books, AccountId account, AppPasswordId id, Actor by, Instant now, Map<String, String> said) {
        var book = AppPasswordBook.in(books);
        var found = book.find(account, id);
        boolean revoked = book.revoke(account, id, now);
        if (revoked && found.isPresent()) {
            var details = new HashMap<>(said);
            details.put("app-password", id.toString());
            details.put("label", found.get().label().value());
            Changes.in(books).changed(account);
            AuditLog.in(books).append(AuditEvent.of(AuditKind.APP_PASSWORD_REVOKED, account, by, now, details));
        }
        return revoked;
    }

    static void note(
            Books books, AuditKind kind, AccountId account, Actor by, Instant now, AppPasswordId id, Label label) {
        Changes.in(books).changed(account);
        AuditLog.in(books)
                .append(AuditEvent.of(
                        kind, account, by, now, Map.of("app-password", id.toString(), "label", label.value())));
    }
}
