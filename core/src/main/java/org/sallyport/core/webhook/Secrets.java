package org.sallyport.core.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;

/// What the messages to a webhook are signed with, as Standard Webhooks has it: HMAC-SHA-256 under a key that both
/// sides know. For a day after a new one was made the earlier one signs too, so that whoever verifies can change over
/// without missing anything.
///
/// @param former the one before, until it signs no more
public record Secrets(Key key, Optional<Former> former) {
    /// For how long an earlier key goes on signing.
    public static final Duration OVERLAP = Duration.ofDays(1);

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    /// A key; shown once, as `whsec_` and base64.
    public static final class Key {
        private final byte[] bytes;

        private Key(byte[] bytes) {
            this.bytes = bytes;
        }

        /// As whoever verifies is given it; to be shown once and kept nowhere.
        public Secret shown() {
            return Secret.of(PREFIX + text());
        }

        private String text() {
            return Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        public String toString() {
            return "Key[hidden]";
        }
    }

    /// @param until from when it signs no more
    public record Former(Key key, Instant until) {}

    static Secrets fresh(SecretGenerator generator) {
        return new Secrets(new Key(generator.bytes(BYTES)), Optional.empty());
    }

    /// A new one, beside which the present one signs for a while.
    Secrets rotated(SecretGenerator generator, Instant now) {
        return new Secrets(new Key(generator.bytes(BYTES)), Optional.of(new Former(key, now.plus(OVERLAP))));
    }

    /// The header `webhook-signature`: a signature for each key that signs now.
    ///
    /// @param id of the message
    /// @param now in the header `webhook-timestamp`, to the second
    public String signature(String id, Instant now, String body) {
        var signed = id + "." + now.getEpochSecond() + "." + body;
        var signatures = new ArrayList<String>(List.of(sign(key, signed)));
        former.filter(one -> now.isBefore(one.until())).ifPresent(one -> signatures.add(sign(one.key(), signed)));
        return signatures.stream().map("v1,"::concat).collect(Collectors.joining(" "));
    }

    byte[] sealed(Seal seal, WebhookId webhook) {
        var text = key.text()
                + former.map(one -> " " + one.key().text() + " " + one.until().toEpochMilli())
                        .orElse("");
        return seal.seal(place(webhook), text.getBytes(UTF_8));
    }

    /// Those of a webhook.
    ///
    /// @throws Seal.Broken when they were sealed for another one
    public static Secrets of(Webhook webhook, Seal seal) {
        var parts = new String(seal.open(place(webhook.id()), webhook.secrets()), UTF_8).split(" ", -1);
        var former = parts.length < 3
                ? Optional.<Former>empty()
                : Optional.of(new Former(key(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[2]))));
        return new Secrets(key(parts[0]), former);
    }

    private static Key key(String text) {
        return new Key(Base64.getDecoder().decode(text));
    }

    private static Seal.Place place(WebhookId webhook) {
        return new Seal.Place("webhook", "secrets", webhook.toString());
    }

    private static String sign(Key key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
        }
    }
}
