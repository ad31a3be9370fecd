package org.sallyport.core.method;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.secret.Base32;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;

/// Makes the keys of authenticator apps and checks their codes. Thread-safe.
public final class AuthenticatorApps {
    private final Seal seal;
    private final SecretGenerator generator;
    private final InstantSource clock;

    public AuthenticatorApps(Seal seal, SecretGenerator generator, InstantSource clock) {
        this.seal = seal;
        this.generator = generator;
        this.clock = clock;
    }

    /// A new key; the caller clears it.
    public byte[] newKey() {
        return generator.bytes(Totp.KEY_BYTES);
    }

    /// The app as it is kept once its first code was right.
    ///
    /// @param step the step of that code, which is used up with it
    public AuthenticatorApp register(MethodId id, AccountId account, String label, byte[] key, long step) {
        return new AuthenticatorApp(id, account, label, seal.seal(place(id), key), step, clock.instant());
    }

    /// Checks a typed code against every app of the account and uses it up. Wrong codes are counted before they are
    /// looked at.
    public CodeCheck check(Books books, AccountId account, TypedCode typed) {
        Instant now = clock.instant();
        var apps = appsOf(books, account);
        if (apps.isEmpty()) {
            return new CodeCheck.NothingRegistered();
        }
        var blocked = TryGate.reserveCode(books, account, Tries.Factor.AUTHENTICATOR_APP, now);
        if (blocked.isPresent()) {
            return blocked.get();
        }
        var outcome = judge(books, apps, typed, now);
        if (outcome instanceof CodeCheck.Accepted) {
            TryGate.forgive(books, account, Tries.Factor.AUTHENTICATOR_APP);
        }
        return outcome;
    }

    /// Checks a typed code as [#check] does, for whoever has counted the try elsewhere: strangers must not use up the
    /// tries of somebody who signs in.
    public CodeCheck checkCounted(Books books, AccountId account, TypedCode typed) {
        Instant now = clock.instant();
        var apps = appsOf(books, account);
        if (apps.isEmpty()) {
            // The same work where nothing is registered, and where nobody is.
            typed.sixDigits().ifPresent(code -> Totp.acceptedStep(new byte[Totp.KEY_BYTES], code, now));
            return new CodeCheck.NothingRegistered();
        }
        if (TryGate.isSwitchedOff(books, account, Tries.Factor.AUTHENTICATOR_APP)) {
            return new CodeCheck.SwitchedOff();
        }
        return judge(books, apps, typed, now);
    }

    private static List<AuthenticatorApp> appsOf(Books books, AccountId account) {
        return Methods.in(books).heldBy(account).stream()
                .flatMap(method -> method instanceof AuthenticatorApp app ? Stream.of(app) : Stream.empty())
                .toList();
    }

    private CodeCheck judge(Books books, List<AuthenticatorApp> apps, TypedCode typed, Instant now) {
        return typed.sixDigits().map(code -> judge(books, apps, code, now)).orElseGet(CodeCheck.Wrong::new);
    }

    /// Judges a code against a key that is not registered yet.
    public KeyCheck checkNew(byte[] key, TypedCode typed) {
        Instant now = clock.instant();
        var code = typed.sixDigits();
        if (code.isEmpty()) {
            return new KeyCheck.Wrong();
        }
        var step = Totp.acceptedStep(key, code.get(), now);
        if (step.isPresent()) {
            return new KeyCheck.Right(step.getAsLong());
        }
        return drift(key, code.get(), now).<KeyCheck>map(KeyCheck.ClockOff::new).orElseGet(KeyCheck.Wrong::new);
    }

    /// What came of checking a code against a key that is not registered yet.
    public sealed interface KeyCheck {
        /// @param step the time step to register as used
        record Right(long step) implements KeyCheck {}

        record Wrong() implements KeyCheck {}

        record ClockOff(Duration by) implements KeyCheck {}
    }

    /// The `otpauth://` address that an app reads from a QR code. It holds the key: never a link, never logged.
    public static URI otpauth(String issuer, Username name, byte[] key) {
        var query = "?secret=" + Base32.encode(key) + "&issuer=" + encode(issuer) + "&algorithm=SHA1&digits="
                + Totp.DIGITS + "&period=" + Totp.STEP_SECONDS;
        return URI.create("otpauth://totp/" + encode(issuer) + ":" + encode(name.canonical()) + query);
    }

    // A code of the future is never told from a wrong one here: whoever guessed it would only have to wait. Of an app
    // whose clock is behind, the code is past and worth nothing.
    private CodeCheck judge(Books books, List<AuthenticatorApp> apps, String code, Instant now) {
        Optional<Duration> drift = Optional.empty();
        for (var app : apps) {
            byte[] key = seal.open(place(app.id()), app.sealedKey());
            try {
                var step = Totp.acceptedStep(key, code, now);
                if (step.isPresent()) {
                    boolean first = Methods.in(books).advance(app.id(), step.getAsLong());
                    return first ? new CodeCheck.Accepted(app.id()) : new CodeCheck.AlreadyUsed();
                }
                drift = drift.or(() -> drift(key, code, now).filter(Duration::isNegative));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }
        return drift.<CodeCheck>map(CodeCheck.ClockOff::new).orElseGet(CodeCheck.Wrong::new);
    }

    private static Optional<Duration> drift(byte[] key, String code, Instant now) {
        var step = Totp.driftedStep(key, code, now);
        return step.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds((step.getAsLong() - Totp.stepAt(now)) * Totp.STEP_SECONDS));
    }

    private static Seal.Place place(MethodId id) {
        return new Seal.Place("method", "secret", id.toString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
