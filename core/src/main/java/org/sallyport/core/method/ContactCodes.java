package org.sallyport.core.method;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;

/// Opens and checks codes that are sent or handed to somebody. Each answers one question of one account, once, within
/// ten minutes (NIST SP 800-63B section 3.1.3.2), or as long as an admin has said who handed it over. Thread-safe.
public final class ContactCodes {
    public static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Keyset keyset;
    private final SecretGenerator generator;

    public ContactCodes(Keyset keyset, SecretGenerator generator) {
        this.keyset = keyset;
        this.generator = generator;
    }

    /// What came of checking a code.
    public enum Answer {
        RIGHT,
        WRONG,
        /// No question is open, or it is too late to answer it.
        EXPIRED
    }

    /// Opens a question and returns its code, six digits.
    public Secret open(Books books, AccountId account, Challenge.Purpose purpose, String binding, Instant now) {
        return open(books, account, purpose, binding, generator.digits(Totp.DIGITS), now.plus(GOOD_FOR));
    }

    /// Opens the question whether an admin handed a code to somebody, and returns the code: twelve characters (60 bit),
    /// and 24 (120 bit) where it is good for longer than ten minutes (NIST SP 800-63B section 4.1.2.2).
    public Secret openOnboarding(Books books, AccountId account, String binding, Duration goodFor, Instant now) {
        boolean isShort = goodFor.compareTo(GOOD_FOR) <= 0;
        var code = generator.base32(isShort ? 12 : 24);
        return open(books, account, Challenge.Purpose.ONBOARDING, binding, code, now.plus(goodFor));
    }

    private Secret open(
            Books books, AccountId account, Challenge.Purpose purpose, String binding, Secret code, Instant expires) {
        var digest = digest(keyset.primaryId(), account, purpose, binding, code);
        Challenges.in(books).open(new Challenge(UUID.randomUUID(), account, purpose, binding, digest, expires));
        return code;
    }

    /// Checks a code and uses it up when it is right. Whoever calls has reserved a try (see [TryGate]).
    public Answer check(
            Books books, AccountId account, Challenge.Purpose purpose, String binding, TypedCode typed, Instant now) {
        var open = open(books, account, purpose, now);
        if (open.isEmpty()) {
            return Answer.EXPIRED;
        }
        boolean isRight = open.stream()
                .filter(challenge -> answers(challenge, binding, typed))
                .anyMatch(Challenges.in(books)::close);
        return isRight ? Answer.RIGHT : Answer.WRONG;
    }

    /// Whether this code would be right, which uses nothing up.
    public boolean wouldBeRight(
            Books books, AccountId account, Challenge.Purpose purpose, String binding, TypedCode typed, Instant now) {
        return open(books, account, purpose, now).stream().anyMatch(challenge -> answers(challenge, binding, typed));
    }

    /// Whether a question is open that is bound like this.
    public boolean isOpen(Books books, AccountId account, Challenge.Purpose purpose, String binding, Instant now) {
        return open(books, account, purpose, now).stream()
                .anyMatch(challenge -> challenge.binding().equals(binding));
    }

    private List<Challenge> open(Books books, AccountId account, Challenge.Purpose purpose, Instant now) {
        return Challenges.in(books).of(account, purpose).stream()
                .filter(challenge -> !challenge.isExpired(now))
                .filter(challenge -> keyset.holds(challenge.digest().keyId()))
                .toList();
    }

    private boolean answers(Challenge challenge, String binding, TypedCode typed) {
        var code = challenge.purpose() == Challenge.Purpose.ONBOARDING
                ? typed.capitals()
                : typed.sixDigits().orElse("");
        try (var secret = Secret.of(code)) {
            return challenge.binding().equals(binding)
                    && digest(challenge.digest().keyId(), challenge.account(), challenge.purpose(), binding, secret)
                            .matches(challenge.digest());
        }
    }

    private Digest digest(int keyId, AccountId account, Challenge.Purpose purpose, String binding, Secret code) {
        return keyset.digest(
                Purpose.ONE_TIME_CODE,
                keyId,
                code,
                account.bytes(),
                purpose.name().getBytes(StandardCharsets.US_ASCII),
                binding.getBytes(StandardCharsets.UTF_8));
    }
}
