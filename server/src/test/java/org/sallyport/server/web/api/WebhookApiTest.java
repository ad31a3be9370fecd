package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.server.web.RunningWeb;

/// Webhooks through the API.
class WebhookApiTest {
    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final String BECAUSE = "{\"why\": \"As agreed\"}";
    private static final String WANTED = """
            {"name": "Tickets", "target": "https://tickets.olive.example/in", "events": ["issue", "attack"],
             "why": "As agreed"}""";

    private final RunningWeb web = RunningWeb.start();
    private final Account owner = web.organisation.add("owner", Role.OWNER, Optional.empty());
    private final Caller caller = Caller.of(web, owner);

    @AfterEach
    void stop() {
        web.close();
    }

    private String made() {
        return WEBHOOKS + "/" + caller.post(WEBHOOKS, WANTED).at("/webhook/id");
    }

    @Test
    void aWebhookIsMadeAndItsKeyShownOnce() {
        caller.with("Idempotency-Key", "one");

        var made = caller.post(WEBHOOKS, WANTED);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/key")).startsWith("whsec_");
        assertThat(caller.post(WEBHOOKS, WANTED).problem()).isEqualTo("already-shown");
        assertThat(caller.get(WEBHOOKS).json().at("/items")).hasSize(1);
        var read = caller.get(WEBHOOKS + "/" + made.at("/webhook/id"));
        assertThat(read.json()).isEqualTo(made.json().at("/webhook"));
        assertThat(read.text()).doesNotContain("whsec_");
    }

    @Test
    void whatIsWrongWithAWebhookIsNamed() {
        var wrong = caller.post(WEBHOOKS, "{\"name\": \"\", \"target\": \"ftp://x\", \"events\": [\"weather\"]}");

        assertThat(wrong.json().at("/errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("#/name", "#/target", "#/events/0", "#/why");
        assertThat(caller.get(WEBHOOKS).json().at("/items")).isEmpty();
    }

    @Test
    void aWebhookIsToldOfOtherThingsPausedTriedAndRemoved() {
        var webhook = made();
        assertThat(caller.put(webhook + "/events", "{\"events\": []}").status()).isEqualTo(422);
        assertThat(caller.put(webhook + "/events", "{\"events\": [\"sign-in\"]}")
                        .at("/events/0"))
                .isEqualTo("sign-in");
        assertThat(caller.post(webhook + "/pause", "").at("/paused")).isEqualTo("by-staff");
        assertThat(caller.post(webhook + "/resume", "").json().has("paused")).isFalse();

        assertThat(caller.post(webhook + "/test", "").status()).isEqualTo(202);

        var message = caller.get(webhook + "/deliveries").at("/items/0/id");
        assertThat(caller.get(webhook + "/deliveries").at("/items/0/fate")).isEqualTo("waiting");
        assertThat(caller.post(webhook + "/deliveries/" + message + "/again", "")
                        .status())
                .isEqualTo(202);
        assertThat(caller.post(webhook + "/deliveries/" + owner.id() + "/again", "")
                        .status())
                .isEqualTo(404);
        assertThat(caller.post(webhook + "/delete", "{}").status()).isEqualTo(422);
        assertThat(caller.post(webhook + "/delete", BECAUSE).status()).isEqualTo(204);
        assertThat(caller.get(webhook).status()).isEqualTo(404);
    }

    @Test
    void aNewKeyIsMadeForAReason() {
        var webhook = made();
        assertThat(caller.post(webhook + "/keys", "{}").status()).isEqualTo(422);

        assertThat(caller.post(webhook + "/keys", BECAUSE).at("/key")).startsWith("whsec_");

        var by = web.organisation.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.WEBHOOK_KEY_MADE)
                .toList();
        assertThat(by).singleElement().matches(event -> event.by() instanceof Actor.Program);
    }
}
