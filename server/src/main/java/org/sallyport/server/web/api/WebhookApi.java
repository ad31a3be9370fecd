package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Text;
import org.sallyport.core.api.Program;
import org.sallyport.core.webhook.Delivery;
import org.sallyport.core.webhook.Target;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookDesk;
import org.sallyport.core.webhook.WebhookEvent;
import org.sallyport.core.webhook.WebhookId;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Webhooks: listed, made, and given a new key.
@RestController
@RequestMapping(WebhookApi.PATH)
class WebhookApi {
    static final String PATH = "/api/v1/webhooks";

    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final WebhookDesk desk;

    WebhookApi(WebhookDesk desk) {
        this.desk = desk;
    }

    /// @param events what it is told of
    /// @param paused why it is told of nothing now: by-staff, given-up or gone
    public record WebhookView(
            String id, String name, String target, List<String> events, Optional<String> paused, Instant made) {
        static WebhookView of(Webhook webhook) {
            return new WebhookView(
                    webhook.id().toString(),
                    webhook.name(),
                    webhook.target().toString(),
                    webhook.events().stream().map(WebhookEvent::code).sorted().toList(),
                    webhook.paused().map(Query::code),
                    webhook.made());
        }
    }

    /// @param key that its messages are signed with, in this answer only
    public record MadeWebhookView(WebhookView webhook, String key) {}

    /// @param target an address with https
    /// @param events issue, revoke, enroll, refuse, sign-in, account or attack; at least one
    /// @param why 3 to 200 characters, for the audit log
    public record WantedWebhook(
            @Nullable String name,
            @Nullable String target,
            @Nullable List<String> events,
            @Nullable String why) {}

    /// A message, and what became of it.
    ///
    /// @param name how the receiver knows it: its `webhook-id`
    /// @param fate waiting, delivered or dead
    /// @param answer what the last try came to, in a few words
    public record DeliveryView(
            String id, String name, String type, Instant made, String fate, int tries, Optional<String> answer) {
        static DeliveryView of(Delivery delivery) {
            var state = delivery.state();
            return new DeliveryView(
                    delivery.id().toString(),
                    delivery.name(),
                    delivery.type(),
                    delivery.made(),
                    Query.code(state.fate()),
                    state.tries(),
                    state.answer());
        }
    }

    @Answers(to = "Lists webhooks.")
    @Needs(Permission.WEBHOOKS_MANAGE)
    @GetMapping
    ResponseEntity<ApiPage<WebhookView>> list() {
        return ResponseEntity.ok(
                ApiPage.whole(desk.all().stream().map(WebhookView::of).toList()));
    }

    @Answers(to = "Shows one webhook.")
    @Needs(Permission.WEBHOOKS_MANAGE)
    @GetMapping("/{id}")
    ResponseEntity<WebhookView> read(@PathVariable String id) {
        return StateTag.show(WebhookView.of(require(desk, id)));
    }

    @Answers(to = "Lists the latest messages to one webhook, newest first.", parameters = "limit:integer")
    @Needs(Permission.WEBHOOKS_MANAGE)
    @GetMapping("/{id}/deliveries")
    ResponseEntity<ApiPage<DeliveryView>> deliveries(@PathVariable String id, @RequestParam Map<String, String> said) {
        int limit = new Query(said).only("limit").limit(USUAL, MOST);
        List<DeliveryView> latest = desk.latest(require(desk, id).id(), limit).stream()
                .map(DeliveryView::of)
                .toList();
        return ResponseEntity.ok(new ApiPage<>(latest, Optional.empty(), Optional.empty()));
    }

    @Answers(to = "Makes a webhook for a reason; its key is in this answer only.", value = 201)
    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping
    ResponseEntity<MadeWebhookView> make(
            @AuthenticationPrincipal Program program, @RequestBody WantedWebhook wanted, HttpServletRequest request) {
        var errors = new Errors();
        var name = errors.read("#/name", wanted.name(), WebhookApi::name, "1 to " + Webhook.MAX_NAME + " characters");
        var target = errors.read("#/target", wanted.target(), Target::parse, "an address with https");
        var events = WebhookChanges.events(wanted.events(), errors);
        var reason = errors.reason(wanted.why());
        errors.refuse();
        request.setAttribute(RepeatFilter.SHOWN_ONCE, true);
        return desk.add(
                        new WebhookDesk.Wanted(name.orElseThrow(), target.orElseThrow(), events),
                        program.actor(),
                        reason.orElseThrow())
                .map(WebhookApi::shown)
                .orElseThrow(() -> Refusal.of(
                        ProblemKind.CONFLICT, "There are " + WebhookDesk.MOST + " already, which is the most."));
    }

    @Answers(to = "Makes a new key of one webhook for a reason; it is in this answer only.", value = 201)
    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/{id}/keys")
    ResponseEntity<MadeWebhookView> rotate(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody PersonActs.Because because,
            HttpServletRequest request) {
        var webhook = require(desk, id);
        var reason = PersonFinding.reason(because.why());
        request.setAttribute(RepeatFilter.SHOWN_ONCE, true);
        return desk.rotate(webhook.id(), program.actor(), reason)
                .map(WebhookApi::shown)
                .orElseThrow(() -> Refusal.noSuch("webhook"));
    }

    private static ResponseEntity<MadeWebhookView> shown(WebhookDesk.Made made) {
        try (var key = made.key().shown()) {
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(new MadeWebhookView(WebhookView.of(made.webhook()), key.reveal()));
        }
    }

    static Webhook require(WebhookDesk desk, String id) {
        return WebhookId.parse(id).flatMap(desk::find).orElseThrow(() -> Refusal.noSuch("webhook"));
    }

    private static Optional<String> name(String typed) {
        try {
            return Optional.of(Text.line(typed, Webhook.MAX_NAME, "the name of a webhook"));
        } catch (IllegalArgumentException emptyOrTooLong) {
            return Optional.empty();
        }
    }
}
