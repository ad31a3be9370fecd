package org.sallyport.core.enrollment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodText;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.Passkeys;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;

/// Setting up a passkey: the browser makes it and proves it in one. Thread-safe.
public final class PasskeySetup {
    /// WebAuthn Level 3 section 14.6.1 recommends 64 random bytes, which say nothing of the person.
    private static final int HANDLE_BYTES = 64;

    private final EnrollmentSteps steps;
    private final SecretGenerator generator;

    PasskeySetup(EnrollmentSteps steps, SecretGenerator generator) {
        this.steps = steps;
        this.generator = generator;
    }

    /// What the browser is to make.
    ///
    /// @param userHandle base64url without padding, the same for all passkeys of the account
    /// @param held what the account has already, so that no authenticator registers twice
    public record Wanted(Account owner, String userHandle, List<Passkey.Credential> held) {
        public Wanted {
            held = List.copyOf(held);
        }
    }

    /// Chooses a passkey.
    public Progress choose(AccountId account) {
        return steps.choose(account, Method.Kind.PASSKEY, (books, at) -> {
            var handle =
                    held(books, account).map(Passkey.Credential::userHandle).findFirst();
            var sealed = steps.registration()
                    .seal(at, handle.orElseGet(this::newHandle).getBytes(US_ASCII));
            var pending = new Enrollment.Pending(Method.Kind.PASSKEY, sealed, steps.now(), true, -1);
            return steps.move(books, at.at(Step.PROVE_METHOD).with(pending));
        });
    }

    /// What is to be made; empty when a passkey is not what comes now, or was chosen too long ago.
    public Optional<Wanted> wanted(AccountId account) {
        return steps.store()
                .transact(books -> steps.current(books, account)
                        .filter(at -> at.step() == Step.PROVE_METHOD)
                        .flatMap(at -> at.pending()
                                .filter(pending -> pending.kind() == Method.Kind.PASSKEY && !steps.isOld(pending))
                                .map(pending -> new Wanted(
                                        steps.registration().person(books, account),
                                        handle(at, pending),
                                        held(books, account).toList()))));
    }

    /// Takes what the browser made, after everything about it was verified.
    public Progress prove(AccountId account, Passkey.Credential made) {
        return steps.prove(account, Method.Kind.PASSKEY, (books, at, pending) -> {
            boolean known = Passkeys.in(books).find(made.id()).isPresent();
            if (known || !made.userHandle().equals(handle(at, pending))) {
                return new Progress.Expired();
            }
            var content = MethodText.write(made).getBytes(US_ASCII);
            var proved = new Enrollment.Pending(
                    Method.Kind.PASSKEY, steps.registration().seal(at, content), pending.made(), true, 0);
            return steps.proved(books, at, proved);
        });
    }

    // Whoever proves again, in another browser, has a whole passkey there instead of a handle alone.
    private String handle(Enrollment at, Enrollment.Pending pending) {
        var text = new String(steps.registration().open(at, pending), US_ASCII);
        return pending.usedStep() < 0 ? text : MethodText.readPasskey(text).userHandle();
    }

    private String newHandle() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(generator.bytes(HANDLE_BYTES));
    }

    private static Stream<Passkey.Credential> held(Books books, AccountId account) {
        return Methods.in(books).heldBy(account).stream()
                .flatMap(
                        method -> method instanceof Passkey passkey ? Stream.of(passkey.credential()) : Stream.empty());
    }
}
