package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.webhook.Deliveries;
import org.sallyport.core.webhook.Delivery;
import org.sallyport.core.webhook.Outcomes;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookDesk;
import org.sallyport.core.webhook.WebhookEvent;
import org.sallyport.core.webhook.WebhookId;
import org.sallyport.core.webhook.Webhooks;

/// Webhooks as admins look after them.
class WebhookPagesTest {
    private static final String ALL = "/admin/webhooks";
    private static final Pattern KEY = Pattern.compile("whsec_[A-Za-z0-9+/=]{44}");

    private final RunningWeb web = RunningWeb.start();
    private final Guest maria = web.inside("maria", Role.ADMIN);

    @AfterEach
    void stop() {
        web.close();
    }

    private WebhookDesk desk() {
        return web.bean(WebhookDesk.class);
    }

    private Browser.Answer add(String name, String target, String event, String why) {
        maria.browser().get(ALL + "/new");
        return maria.browser().post(ALL, "name", name, "target", target, "events", event, "why", why);
    }

    private Webhook chat() {
        assertThat(add("Chat", "https://hooks.example/in?token=pine", "issue", "For the chat")
                        .status())
                .isEqualTo(200);
        return desk().all().getFirst();
    }

    private Browser.Answer act(Webhook webhook, String what, String... fields) {
        maria.browser().get(ALL + "/" + webhook.id());
        return maria.browser().post(ALL + "/" + webhook.id() + "/" + what, fields);
    }

    private Webhook now(Webhook webhook) {
        return desk().find(webhook.id()).orElseThrow();
    }

    private boolean isNoted(AuditKind kind) {
        return web.organisation.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .anyMatch(entry -> entry.event().kind() == kind
                        && entry.event().by().code().equals("person:" + maria.id()));
    }

    @Test
    void theKeyIsShownOnceAndTheAuditLogHoldsNeitherKeyNorQuery() {
        var answer = add("Chat", "https://hooks.example/in?token=pine", "issue", "For the chat");

        assertThat(KEY.matcher(answer.page()).results()).hasSize(1);
        var webhook = desk().all().getFirst();
        assertThat(webhook.events()).containsExactly(WebhookEvent.ISSUE);
        assertThat(maria.browser().get(ALL + "/" + webhook.id()).page())
                .contains("Chat", "https://hooks.example/in?token=pine", "No message yet.")
                .doesNotContainPattern(KEY);
        var log = web.organisation
                .store
                .transact(books -> AuditLog.in(books).since(0, 1000))
                .toString();
        assertThat(log).contains("https://hooks.example").doesNotContain("pine").doesNotContainPattern(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "'', https://hooks.example/, issue, For the chat, name",
        "Chat, http://hooks.example/, issue, For the chat, target",
        "Chat, https://hooks.example/, nothing, For the chat, events",
        "Chat, https://hooks.example/, issue, '', why"
    })
    void whatIsWrongIsNamedAndNothingTypedIsLost(String name, String target, String event, String why, String field) {
        var answer = add(name, target, event, why);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("id=\"" + field + "-error\"", "value=\"" + target + "\"");
        assertThat(desk().all()).isEmpty();
    }

    @Test
    void T07_aCookieAloneAddsNoneAndMakesNoKey() {
        var webhook = chat();
        web.organisation.clock.forward(Duration.ofMinutes(6));

        assertThat(maria.browser()
                        .post(ALL, "name", "Mine", "target", "https://evil.example/", "events", "issue", "why", "mine")
                        .location())
                .isEqualTo("/second-factor?next=" + ALL + "/new");
        assertThat(act(webhook, "key", "why", "mine").location())
                .isEqualTo("/second-factor?next=" + ALL + "/" + webhook.id() + "/key");
        assertThat(act(webhook, "remove", "why", "mine").location()).startsWith("/second-factor");
        assertThat(desk().all()).containsExactly(webhook);
    }

    @Test
    void aNewKeyIsShownAndTheWebhookRemovedWithAReason() {
        var webhook = chat();
        assertThat(maria.browser().get(ALL + "/" + webhook.id() + "/key").page())
                .contains("for a day");
        assertThat(act(webhook, "key", "why", "").status()).isEqualTo(422);
        assertThat(act(webhook, "key", "why", "It leaked").page()).containsPattern(KEY);
        assertThat(now(webhook)).isNotEqualTo(webhook);
        assertThat(isNoted(AuditKind.WEBHOOK_KEY_MADE)).isTrue();

        assertThat(act(webhook, "remove", "why", "No chat any more").location()).isEqualTo(ALL + "?done=removed");
        assertThat(desk().all()).isEmpty();
        assertThat(isNoted(AuditKind.WEBHOOK_REMOVED)).isTrue();
        assertThat(maria.browser().get(ALL + "/" + webhook.id()).status()).isEqualTo(404);
    }

    @Test
    void itIsPausedResumedTestedAndToldOfOtherThings() {
        var webhook = chat();
        act(webhook, "pause");
        assertThat(now(webhook).paused()).contains(Webhook.Pause.BY_STAFF);
        act(webhook, "resume");
        assertThat(now(webhook).isActive()).isTrue();
        assertThat(act(webhook, "events", "events", "refuse").location()).endsWith("?done=chosen");
        assertThat(now(webhook).events()).containsExactly(WebhookEvent.REFUSE);
        assertThat(act(webhook, "events").location()).endsWith("?done=nothing-chosen");
        act(webhook, "test");

        assertThat(desk().latest(webhook.id(), 9)).extracting(Delivery::type).containsExactly("test");
        assertThat(isNoted(AuditKind.WEBHOOK_TRIED)).isTrue();
    }

    @Test
    void whatBecameOfAMessageIsShownAndItIsSentAgain() {
        var webhook = chat();
        act(webhook, "test");
        var test = desk().latest(webhook.id(), 1).getFirst();
        new Outcomes(web.organisation.store, web.organisation.clock).note(test, new Outcomes.Try.Answered(410));

        assertThat(maria.browser().get(ALL + "/" + webhook.id()).page()).contains("Given up", ">410<", "(410)");
        assertThat(maria.browser().get("/admin/overview").page()).contains("The webhook “Chat” takes nothing");

        act(webhook, "resume");
        act(webhook, "deliveries/" + test.id() + "/again");
        assertThat(desk().latest(webhook.id(), 1).getFirst().state().fate()).isEqualTo(Delivery.Fate.WAITING);
    }

    @Test
    void thereAreTwentyAtMost() {
        for (int i = 0; i < WebhookDesk.MOST; i++) {
            add("Chat " + i, "https://hooks.example/" + i, "issue", "For the chat");
        }

        assertThat(add("One more", "https://hooks.example/", "issue", "For the chat")
                        .page())
                .contains("There are 20 webhooks already");
        assertThat(desk().all()).hasSize(WebhookDesk.MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void everythingHasWords(String language) {
        var webhook = chat();
        web.speak(maria.account(), language);
        for (var event : WebhookEvent.values()) {
            act(webhook, "events", "events", event.code());
            assertThat(maria.browser().get(ALL).page()).doesNotContain("webhooks.");
        }
        for (var fate : Delivery.Fate.values()) {
            put(webhook.id(), fate);
        }
        for (var pause : Webhook.Pause.values()) {
            web.organisation.store.transact(books -> {
                Webhooks.in(books).put(webhook.withPause(Optional.of(pause)));
                return true;
            });
            assertThat(maria.browser().get(ALL + "/" + webhook.id()).page()).doesNotContain("webhooks.");
        }
    }

    private void put(WebhookId webhook, Delivery.Fate fate) {
        var made = web.organisation.clock.instant();
        var delivery = Delivery.fresh(webhook, 7, "issue", "{}", made);
        var kept = switch (fate) {
            case WAITING -> delivery.failed("500", made);
            case DELIVERED -> delivery.delivered("200", made);
            case DEAD -> delivery.dead("500", made);
        };
        web.organisation.store.transact(books -> {
            Deliveries.in(books).put(kept);
            return true;
        });
    }
}
