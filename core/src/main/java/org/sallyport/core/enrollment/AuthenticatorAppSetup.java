package org.sallyport.core.enrollment;

import java.util.Arrays;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.method.AuthenticatorApps;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.secret.Base32;

/// Setting up an authenticator app: a key that is shown once, and a code that proves that it arrived. Thread-safe.
public final class AuthenticatorAppSetup {
    private static final Tries.Factor FACTOR = Tries.Factor.AUTHENTICATOR_APP;

    private final EnrollmentSteps steps;
    private final AuthenticatorApps apps;

    AuthenticatorAppSetup(EnrollmentSteps steps, AuthenticatorApps apps) {
        this.steps = steps;
        this.apps = apps;
    }

    /// Chooses the authenticator app and makes it a new key; choosing again while nothing is proved makes another.
    public Progress choose(AccountId account) {
        return steps.choose(account, Method.Kind.AUTHENTICATOR_APP, (books, at) -> {
            byte[] key = apps.newKey();
            var pending = new Enrollment.Pending(
                    Method.Kind.AUTHENTICATOR_APP, steps.registration().seal(at, key), steps.now(), false, -1);
            Arrays.fill(key, (byte) 0);
            return steps.move(books, at.at(Step.PROVE_METHOD).with(pending));
        });
    }

    /// The key to show, the first time it is asked for; empty ever after, and for a key that is too old.
    public Optional<AuthenticatorKey> showKey(AccountId account, String issuer) {
        return steps.store().transact(books -> {
            var at = steps.current(books, account).filter(e -> e.step() == Step.PROVE_METHOD);
            var pending = at.flatMap(Enrollment::pending)
                    .filter(p -> p.kind() == Method.Kind.AUTHENTICATOR_APP && !p.shown() && !steps.isOld(p));
            var person = Accounts.in(books).find(account);
            if (at.isEmpty() || pending.isEmpty() || person.isEmpty()) {
                return Optional.empty();
            }
            if (!EnrollmentBook.in(books).replace(at.get().with(pending.get().wasShown()))) {
                return Optional.empty();
            }
            byte[] clear = steps.registration().open(at.get(), pending.get());
            var manual = Base32.encode(clear).replaceAll("(.{4})(?=.)", "$1 ");
            var show = new AuthenticatorKey(
                    AuthenticatorApps.otpauth(issuer, person.get().username(), clear), manual);
            Arrays.fill(clear, (byte) 0);
            return Optional.of(show);
        });
    }

    /// Proves that the key arrived in the app.
    public Progress prove(AccountId account, TypedCode typed) {
        return steps.prove(
                account,
                Method.Kind.AUTHENTICATOR_APP,
                (books, at, pending) -> steps.tried(books, account, FACTOR, () -> {
                    byte[] key = steps.registration().open(at, pending);
                    var check = apps.checkNew(key, typed);
                    Arrays.fill(key, (byte) 0);
                    return switch (check) {
                        case AuthenticatorApps.KeyCheck.Right(long step) -> {
                            Tries.in(books).clear(account, FACTOR);
                            yield steps.proved(books, at, pending.provedWith(step));
                        }
                        case AuthenticatorApps.KeyCheck.ClockOff(var by) -> new Progress.ClockOff(by);
                        case AuthenticatorApps.KeyCheck.Wrong() -> steps.wrong(books, account, FACTOR);
                    };
                }));
    }
}
