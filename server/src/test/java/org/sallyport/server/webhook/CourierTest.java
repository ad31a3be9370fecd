package org.sallyport.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.caller.Network;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.webhook.Delivery;
import org.sallyport.core.webhook.Secrets;
import org.sallyport.core.webhook.Target;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookDesk;
import org.sallyport.core.webhook.WebhookEvent;
import org.sallyport.server.outward.Reach;
import org.sallyport.server.outward.Responder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Programs elsewhere hear of what happens, in its order, once each where nothing goes wrong.
class CourierTest {
    private static final Reach HERE = new Reach(
            "webhooks",
            "webhooks.networks",
            List.of(Network.parse("127.0.0.0/8").orElseThrow()));
    private static final Actor OPERATOR = new Actor.Operator();

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Seal seal = new Seal(olive.keyset, olive.generator);
    private final WebhookDesk desk = new WebhookDesk(olive.store, seal, olive.generator, olive.clock);
    private final AccountId eleni = AccountId.fresh();
    private Responder program;

    @BeforeEach
    void listen() throws IOException {
        program = Responder.plain();
        program.answers(204);
    }

    @AfterEach
    void stop() {
        program.close();
    }

    private Courier courier() {
        return courier(HERE);
    }

    private Courier courier(Reach reach) {
        return new Courier(olive.store, seal, reach, (SSLSocketFactory) SSLSocketFactory.getDefault(), olive.clock);
    }

    private Webhook webhook(WebhookEvent... events) {
        var target = new Target(URI.create(program.url().toString().replace("localhost", "127.0.0.1") + "/hook?a=b"));
        return desk.add(new WebhookDesk.Wanted("Chat", target, Set.of(events)), OPERATOR, new Reason("for the chat"))
                .orElseThrow()
                .webhook();
    }

    private void happen(AuditKind... kinds) {
        var _ = olive.store.transact(books -> {
            Arrays.stream(kinds)
                    .forEach(kind -> AuditLog.in(books)
                            .append(AuditEvent.of(
                                    kind, eleni, new Actor.App("dovecot-1"), olive.clock.instant(), Map.of())));
            return true;
        });
    }

    private void turn(Courier courier, Webhook webhook) {
        desk.find(webhook.id()).filter(Webhook::isActive).ifPresent(courier::turn);
    }

    private List<JsonNode> heard() {
        return program.asked().stream()
                .map(asked -> JsonMapper.shared().readTree(asked.body()))
                .toList();
    }

    private List<String> kinds() {
        return heard().stream()
                .map(message -> message.at("/data/kind").asString())
                .toList();
    }

    private Delivery latest(Webhook webhook) {
        return desk.latest(webhook.id(), 1).getFirst();
    }

    @Test
    void aProgramHearsOfWhatItWantsFromTheMomentItWasAddedInOrder() {
        happen(AuditKind.APP_PASSWORD_ISSUED);
        var webhook = webhook(WebhookEvent.ISSUE, WebhookEvent.REVOKE);
        var courier = courier();
        happen(AuditKind.APP_PASSWORD_ISSUED, AuditKind.METHOD_REGISTERED, AuditKind.APP_PASSWORD_REVOKED);
        turn(courier, webhook);
        turn(courier, webhook);

        assertThat(kinds()).containsExactly("app-password-issued", "app-password-revoked");
        var first = heard().getFirst();
        assertThat(first.get("type").asString()).isEqualTo("issue");
        assertThat(first.at("/data/account").asString()).isEqualTo(eleni.toString());
        assertThat(first.at("/data/by").asString()).isEqualTo("app:dovecot-1");
        assertThat(latest(webhook).state().fate()).isEqualTo(Delivery.Fate.DELIVERED);
    }

    @Test
    void aMessageIsSigned() {
        var webhook = webhook(WebhookEvent.ISSUE);
        happen(AuditKind.APP_PASSWORD_ISSUED);
        turn(courier(), webhook);

        var asked = program.asked().getFirst();
        var id = latest(webhook).name();
        assertThat(asked.path()).isEqualTo("/hook?a=b");
        assertThat(asked.headers()).containsEntry("Webhook-id", id);
        assertThat(asked.headers())
                .containsEntry(
                        "Webhook-timestamp", Long.toString(olive.clock.instant().getEpochSecond()));
        assertThat(asked.headers())
                .containsEntry(
                        "Webhook-signature",
                        Secrets.of(desk.find(webhook.id()).orElseThrow(), seal)
                                .signature(id, olive.clock.instant(), asked.body()));
    }

    @Test
    void T33_refusalsAreGatheredHoweverManyThereAre() {
        var webhook = webhook(WebhookEvent.REFUSE, WebhookEvent.ISSUE);
        var courier = courier();
        var many = new AuditKind[800];
        Arrays.fill(many, AuditKind.APP_SIGN_IN_REJECTED);
        happen(many);
        turn(courier, webhook);
        happen(many);
        turn(courier, webhook);

        assertThat(heard()).hasSize(1);
        assertThat(heard().getFirst().at("/data/times").asInt()).isEqualTo(800);
        assertThat(heard().getFirst().at("/data/accounts/" + eleni).asInt()).isEqualTo(800);

        olive.clock.forward(Duration.ofSeconds(10));
        turn(courier, webhook);

        assertThat(heard()).hasSize(2);
    }

    @Test
    void oneThatFailsHoldsThoseBehindItAndComesAgainAsTheSameMessage() {
        var webhook = webhook(WebhookEvent.ISSUE, WebhookEvent.REVOKE);
        var courier = courier();
        program.answers(500);
        happen(AuditKind.APP_PASSWORD_ISSUED, AuditKind.APP_PASSWORD_REVOKED);
        turn(courier, webhook);
        turn(courier, webhook);
        assertThat(kinds()).containsExactly("app-password-issued");

        program.answers(200);
        olive.clock.forward(Duration.ofSeconds(5));
        turn(courier(), webhook);

        assertThat(kinds()).containsExactly("app-password-issued", "app-password-issued", "app-password-revoked");
        assertThat(program.asked().get(0).headers().get("Webhook-id"))
                .isEqualTo(program.asked().get(1).headers().get("Webhook-id"));
        assertThat(program.asked().get(0).body())
                .isEqualTo(program.asked().get(1).body());
    }

    @Test
    void afterThreeDaysAWebhookIsPausedAndWhoeverLooksAfterItIsTold() {
        olive.add("maria", Account.Role.ADMIN, Optional.of("maria@home.example"));
        var webhook = webhook(WebhookEvent.ISSUE);
        var courier = courier();
        program.answers(500);
        happen(AuditKind.APP_PASSWORD_ISSUED);
        for (int i = 0; i < 12; i++) {
            turn(courier, webhook);
            olive.clock.forward(Duration.ofHours(21));
        }

        assertThat(heard()).hasSize(11);
        assertThat(desk.find(webhook.id()).orElseThrow().paused()).contains(Webhook.Pause.GIVEN_UP);
        assertThat(Mailbag.notices(olive.store, olive.clock.instant()))
                .extracting(Notice::kind)
                .contains(Notice.Kind.WEBHOOK_PAUSED);

        program.answers(200);
        happen(AuditKind.APP_PASSWORD_WOKEN);
        turn(courier, webhook);
        assertThat(heard()).hasSize(11);
        desk.resume(webhook.id(), OPERATOR);
        turn(courier, webhook);

        assertThat(kinds().getLast()).isEqualTo("app-password-woken");
    }

    @Test
    void whoeverIsGoneForGoodIsPausedAtOnce() {
        var webhook = webhook(WebhookEvent.ISSUE);
        program.answers(410);
        happen(AuditKind.APP_PASSWORD_ISSUED);
        turn(courier(), webhook);

        assertThat(desk.find(webhook.id()).orElseThrow().paused()).contains(Webhook.Pause.GONE);
    }

    @Test
    void aTestIsSentAndAMessageOnceMore() {
        var webhook = webhook(WebhookEvent.ISSUE);
        var courier = courier();
        desk.test(webhook.id(), OPERATOR);
        turn(courier, webhook);
        assertThat(heard().getFirst().get("type").asString()).isEqualTo("test");

        desk.redeliver(webhook.id(), latest(webhook).id(), OPERATOR);
        turn(courier, webhook);
        assertThat(heard()).hasSize(2);
    }

    @Test
    void T22_aRedirectIsNotFollowed() throws IOException {
        try (var elsewhere = Responder.plain()) {
            program.redirectsTo(elsewhere.url());
            var webhook = webhook(WebhookEvent.ISSUE);
            happen(AuditKind.APP_PASSWORD_ISSUED);
            turn(courier(), webhook);

            assertThat(elsewhere.asked()).isEmpty();
            assertThat(latest(webhook).state().answer()).contains("307");
        }
    }

    @Test
    void T22_thisMachineIsNotCalledUnlessTheOperatorSaysSo() {
        var webhook = webhook(WebhookEvent.ISSUE);
        happen(AuditKind.APP_PASSWORD_ISSUED);
        turn(courier(new Reach("webhooks", "webhooks.networks", List.of())), webhook);

        assertThat(program.asked()).isEmpty();
        assertThat(latest(webhook).state().answer().orElseThrow()).contains("webhooks.networks");
    }

    @Test
    void oneNodeCallsAtATime() {
        var webhook = webhook(WebhookEvent.ISSUE);
        happen(AuditKind.APP_PASSWORD_ISSUED);
        var here = courier();
        var there = courier();
        turn(here, webhook);
        turn(there, webhook);

        assertThat(heard()).hasSize(1);
    }
}
