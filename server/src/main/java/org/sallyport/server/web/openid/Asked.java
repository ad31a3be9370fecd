package org.sallyport.server.web.openid;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.source.SourceName;

/// What a browser was sent to a provider with. The browser carries it, sealed, and nothing is kept here.
///
/// @param state comes back with the answer (RFC 6749 section 4.1.1)
/// @param nonce comes back inside what the provider signs
/// @param verifier proves that the code comes back to whoever asked (RFC 7636)
/// @param at when it was asked
/// @param wish what is to come of it
record Asked(SourceName provider, String state, String nonce, String verifier, Instant at, Wish wish) {
    /// How long somebody may take there.
    static final Duration GOOD_FOR = Duration.ofMinutes(30);

    /// @param next where to go afterwards; empty for the usual
    /// @param again whose second factor is to be proved anew; empty for signing in
    public record Wish(String next, Optional<AccountId> again) {}

    boolean isInTime(Instant now) {
        return now.isBefore(at.plus(GOOD_FOR)) && !at.isAfter(now.plusSeconds(60));
    }

    Map<String, String> text() {
        var text = new HashMap<>(Map.of(
                "provider",
                provider.value(),
                "state",
                state,
                "nonce",
                nonce,
                "verifier",
                verifier,
                "at",
                at.toString(),
                "next",
                wish.next()));
        wish.again().ifPresent(account -> text.put("again", account.toString()));
        return text;
    }

    static Asked of(Map<String, String> text) {
        return new Asked(
                new SourceName(text.getOrDefault("provider", "")),
                text.getOrDefault("state", ""),
                text.getOrDefault("nonce", ""),
                text.getOrDefault("verifier", ""),
                Instant.parse(text.getOrDefault("at", "")),
                new Wish(
                        text.getOrDefault("next", ""),
                        Optional.ofNullable(text.get("again")).flatMap(AccountId::parse)));
    }
}
