package org.sallyport.core.account;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Names one account for ever. Opaque: it says nothing about the person and is never used again. Not a secret.
public record AccountId(UUID value) {
    public static AccountId fresh() {
        return new AccountId(UUID.randomUUID());
    }

    /// Reads what [#toString] wrote; empty for anything else.
    public static Optional<AccountId> parse(String text) {
        try {
            var id = new AccountId(UUID.fromString(text));
            return id.toString().equals(text.toLowerCase(Locale.ROOT)) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /// The bytes that go into a digest.
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
