package org.sallyport.server.web.passkey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.server.web.security.FormTokens;
import org.springframework.stereotype.Component;

/// Makes challenges, and knows them again without having kept them.
///
/// A challenge is a keyed digest of a random ticket, its time, its purpose, and the cookie of the browser that it was
/// made for. So nobody foretells one, it is worth nothing in another browser or for another purpose, and a stranger who
/// only looks at the sign-in page costs the store nothing. That each is answered once is seen to by
/// [org.sallyport.core.method.Passkeys#used], where the passkey is.
@Component
final class Challenges {
    private static final Pattern TICKET = Pattern.compile("([0-9]{1,15})[.]([A-Za-z0-9_-]{43})");
    /// How far the clocks of nodes may be apart.
    private static final Duration APART = Duration.ofSeconds(5);

    private static final byte[] LABEL = "passkey".getBytes(US_ASCII);

    private final Keyset keyset;
    private final SecretGenerator generator;
    private final FormTokens tokens;
    private final InstantSource clock;

    Challenges(Keyset keyset, SecretGenerator generator, FormTokens tokens, InstantSource clock) {
        this.keyset = keyset;
        this.generator = generator;
        this.tokens = tokens;
        this.clock = clock;
    }

    Challenge make(HttpServletRequest request, Challenge.Purpose purpose) {
        var made = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return challenge(
                purpose, tokens.bindingOf(request), made, generator.token().reveal());
    }

    /// The challenge that this ticket was given with; empty when it is too old, or of a time that has not come yet, as
    /// after a clock was ahead. A ticket that was given to another
    /// browser, or for another purpose, yields a challenge that nobody has answered.
    Optional<Challenge> find(HttpServletRequest request, Challenge.Purpose purpose, String ticket) {
        var parts = TICKET.matcher(ticket);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var made = Instant.ofEpochMilli(Long.parseLong(parts.group(1)));
        Instant now = clock.instant();
        return now.isBefore(made.plus(purpose.goodFor())) && !made.isAfter(now.plus(APART))
                ? Optional.of(challenge(purpose, tokens.bindingOf(request), made, parts.group(2)))
                : Optional.empty();
    }

    private Challenge challenge(Challenge.Purpose purpose, String binding, Instant made, String random) {
        var digest = keyset.digest(
                Purpose.SESSION,
                LABEL,
                purpose.name().getBytes(US_ASCII),
                binding.getBytes(US_ASCII),
                ByteBuffer.allocate(Long.BYTES).putLong(made.toEpochMilli()).array(),
                random.getBytes(US_ASCII));
        return new Challenge(digest.value(), made, made.toEpochMilli() + "." + random);
    }
}
