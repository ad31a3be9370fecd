package org.sallyport.core.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.secret.Seal;

class SecretsTest {
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final String BODY = "{\"test\": 2432232314}";

    private final Seal seal = new Seal(Fixtures.keyset(), Fixtures.generator());
    private final WebhookId webhook = WebhookId.fresh();

    private Webhook with(byte[] sealed) {
        return new Webhook(
                webhook,
                "Chat",
                new Target(URI.create("https://hooks.example/")),
                Set.of(WebhookEvent.ISSUE),
                Optional.empty(),
                Fixtures.NOW,
                sealed);
    }

    private byte[] sealed(String text) {
        return seal.seal(new Seal.Place("webhook", "secrets", webhook.toString()), text.getBytes(UTF_8));
    }

    /// The example of the libraries of Standard Webhooks; `openssl dgst -sha256 -mac HMAC` says the same.
    @Test
    void aSignatureIsThatOfStandardWebhooks() {
        var secrets = Secrets.of(with(sealed("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")), seal);

        assertThat(secrets.signature(ID, AT, BODY)).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        try (var shown = secrets.key().shown()) {
            assertThat(shown.reveal()).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        }
    }

    @Test
    void forADayTheEarlierKeySignsBesideTheNewOne() {
        var before = Secrets.fresh(Fixtures.generator());
        var rotated = before.rotated(Fixtures.generator(), AT);
        var kept = Secrets.of(with(rotated.sealed(seal, webhook)), seal);
        var end = AT.plus(Secrets.OVERLAP);

        assertThat(kept.signature(ID, end.minusSeconds(1), BODY).split(" "))
                .hasSize(2)
                .contains(before.signature(ID, end.minusSeconds(1), BODY));
        assertThat(kept.signature(ID, end, BODY).split(" ")).hasSize(1);
    }

    @Test
    void whoeverSealedThemForAnotherWebhookIsNotBelieved() {
        var another = WebhookId.fresh();
        byte[] theirs = Secrets.fresh(Fixtures.generator()).sealed(seal, another);

        assertThatThrownBy(() -> Secrets.of(with(theirs), seal)).isInstanceOf(Seal.Broken.class);
    }

    @Test
    void noKeyIsPrinted() {
        var secrets = Secrets.fresh(Fixtures.generator());

        assertThat(secrets.rotated(Fixtures.generator(), AT).toString()).contains("Key[hidden]");
        assertThat(with(secrets.sealed(seal, webhook)).toString()).doesNotContain("secrets");
    }
}
