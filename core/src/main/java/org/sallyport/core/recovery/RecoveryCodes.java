package org.sallyport.core.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.directory.PasswordHasher;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.session.Fresh;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Makes and checks recovery codes: ten, of ten characters of base 32 (50 bit), each accepted once. Only digests by the
/// password hash are kept (NIST SP 800-63B section 3.1.2.2, look-up secrets below 112 bit). Thread-safe.
public final class RecoveryCodes {
    public static final int COUNT = 10;

    /// So few are left that it is time for new ones.
    public static final int FEW = 2;

    private static final int LENGTH = 10;
    private static final Tries.Factor FACTOR = Tries.Factor.RECOVERY_CODE;

    private final Store store;
    private final Mfa mfa;
    private final PasswordHasher hasher;
    private final SecretGenerator generator;
    private final InstantSource clock;

    /// @param hasher one that apps have no share in
    public RecoveryCodes(Store store, Mfa mfa, PasswordHasher hasher, SecretGenerator generator, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.hasher = hasher;
        this.generator = generator;
        this.clock = clock;
    }

    /// How many are left.
    public int left(AccountId account) {
        return store.transact(
                books -> RecoveryCodeBook.in(books).heldBy(account).size());
    }

    /// Makes new codes in place of the earlier ones, and tells their owner.
    ///
    /// @param factorProved when the session last proved a second factor
    /// @param isFirst whether this is the first time that it is asked for; asked in the transaction that enters them
    /// @throws org.sallyport.core.store.Unavailable when too many passwords are being hashed
    public Sheet make(AccountId account, Instant factorProved, Predicate<Books> isFirst) {
        if (!Fresh.is(factorProved, clock.instant())) {
            return new Sheet.StepUpNeeded();
        }
        if (store.transact(books -> person(books, account)).isEmpty()) {
            return new Sheet.NotInForce();
        }
        // Hashed before the transaction, which may run twice and must be short.
        var secrets = IntStream.range(0, COUNT)
                .mapToObj(i -> generator.base32(LENGTH))
                .toList();
        var codes = codes(account, secrets);
        return store.transact(books -> {
            if (!isFirst.test(books)) {
                return new Sheet.AlreadyMade();
            }
            return enter(books, account, codes) ? new Sheet.Made(secrets) : new Sheet.NotInForce();
        });
    }

    /// Checks a typed code and uses it up when it is right. A try is counted before anything follows from it.
    ///
    /// @param noted is told of the outcome in the same transaction
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell; then no try is counted
    public CodeCheck check(AccountId account, TypedCode typed, BiConsumer<Books, CodeCheck> noted) {
        var before = store.transact(books -> new Before(
                RecoveryCodeBook.in(books).heldBy(account),
                TryGate.isSwitchedOff(books, account, FACTOR),
                TryGate.blockedUntil(books, account, FACTOR, clock.instant())));
        if (before.codes().isEmpty()) {
            return new CodeCheck.NothingRegistered();
        }
        if (before.isSwitchedOff()) {
            return new CodeCheck.SwitchedOff();
        }
        if (before.blocked().isPresent()) {
            return new CodeCheck.TooMany(before.blocked().get());
        }
        // Hashed between two transactions: nobody learns what came of it before the second one has counted the try.
        var found = find(before.codes(), account, typed);
        return store.transact(books -> {
            var check = judge(books, account, found);
            noted.accept(books, check);
            return check;
        });
    }

    private record Before(List<RecoveryCode> codes, boolean isSwitchedOff, Optional<Instant> blocked) {}

    private CodeCheck judge(Books books, AccountId account, Optional<RecoveryCode> found) {
        var blocked = TryGate.reserveCode(books, account, FACTOR, clock.instant());
        if (blocked.isPresent()) {
            return blocked.get();
        }
        if (found.isEmpty()) {
            return new CodeCheck.Wrong();
        }
        if (!RecoveryCodeBook.in(books).use(found.get())) {
            return new CodeCheck.AlreadyUsed();
        }
        TryGate.forgive(books, account, FACTOR);
        return new CodeCheck.Accepted(found.get().id());
    }

    private Optional<RecoveryCode> find(List<RecoveryCode> codes, AccountId account, TypedCode typed) {
        if (typed.capitals().length() != LENGTH) {
            return Optional.empty();
        }
        try (var secret = bound(account, typed.capitals())) {
            // One salt for the set: one hash is compared with all of it.
            var digest = hasher.digestAfter(secret, codes.getFirst().digest());
            if (madeLike(digest, codes.getFirst().digest())) {
                return codes.stream()
                        .filter(code -> same(code.digest(), digest))
                        .findFirst();
            }
            // The keyset has rotated since they were made.
            return codes.stream()
                    .filter(code -> hasher.matches(secret, code.digest()))
                    .findFirst();
        }
    }

    private List<RecoveryCode> codes(AccountId account, List<Secret> secrets) {
        var codes = new ArrayList<RecoveryCode>();
        Instant now = clock.instant();
        for (var secret : secrets) {
            try (var bound = bound(account, secret.reveal())) {
                var digest = codes.isEmpty()
                        ? hasher.digest(bound)
                        : hasher.digestAfter(bound, codes.getFirst().digest());
                codes.add(new RecoveryCode(MethodId.fresh(), account, digest, now));
            }
        }
        return List.copyOf(codes);
    }

    private boolean enter(Books books, AccountId account, List<RecoveryCode> codes) {
        var owner = person(books, account);
        owner.ifPresent(person -> {
            Instant now = clock.instant();
            RecoveryCodeBook.in(books).replaceAll(account, codes);
            Changes.in(books).changed(account);
            AuditLog.in(books)
                    .append(AuditEvent.of(
                            AuditKind.RECOVERY_CODES_MADE, account, new Actor.Person(account), now, Map.of()));
            OwnersMail.tell(books, Notice.Kind.RECOVERY_CODES_MADE, person, Map.of(), now);
        });
        return owner.isPresent();
    }

    /// Whose second factor is in force.
    private Optional<Account> person(Books books, AccountId account) {
        return Accounts.in(books)
                .find(account)
                .filter(Account::isActive)
                .filter(person -> mfa.standing(books, person).state() == MfaState.ENFORCED);
    }

    // Bound to the account and to what it is for, so that its digest is worth nothing anywhere else.
    private static Secret bound(AccountId account, String code) {
        return Secret.of("recovery-code " + account + " " + code);
    }

    // In PHC string format everything but the hash stands before the last sign.
    private static boolean madeLike(String one, String other) {
        return one.substring(0, one.lastIndexOf('$')).equals(other.substring(0, other.lastIndexOf('$')));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
