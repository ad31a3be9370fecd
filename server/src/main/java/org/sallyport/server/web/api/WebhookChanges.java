package org.sallyport.server.web.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookDesk;
import org.sallyport.core.webhook.WebhookEvent;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What is done with one webhook: choosing events, pausing, trying, removing.
@RestController
@RequestMapping(WebhookApi.PATH + "/{id}")
class WebhookChanges {
    private final WebhookDesk desk;

    WebhookChanges(WebhookDesk desk) {
        this.desk = desk;
    }

    /// @param events all that it is told of from now on
    public record WantedEvents(@Nullable List<String> events) {}

    @Answers(to = "Decides what one webhook is told of from now on.")
    @Needs(Permission.WEBHOOKS_MANAGE)
    @PutMapping("/events")
    ResponseEntity<WebhookApi.WebhookView> choose(
            @AuthenticationPrincipal Program program, @PathVariable String id, @RequestBody WantedEvents wanted) {
        var webhook = WebhookApi.require(desk, id);
        var errors = new Errors();
        var events = events(wanted.events(), errors);
        errors.refuse();
        return shown(desk.choose(webhook.id(), events, program.actor()));
    }

    @Answers(to = "Has one webhook told of nothing; what happens meanwhile it is told of later.")
    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/pause")
    ResponseEntity<WebhookApi.WebhookView> pause(@AuthenticationPrincipal Program program, @PathVariable String id) {
        return shown(desk.pause(WebhookApi.require(desk, id).id(), program.actor()));
    }

    @Answers(to = "Has one webhook told again.")
    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/resume")
    ResponseEntity<WebhookApi.WebhookView> resume(@AuthenticationPrincipal Program program, @PathVariable String id) {
        return shown(desk.resume(WebhookApi.require(desk, id).id(), program.actor()));
    }

    @Answers(to = "Has a message sent to one webhook that tells of nothing.", value = 202)
    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/test")
    ResponseEntity<WebhookApi.WebhookView> test(@AuthenticationPrincipal Program program, @PathVariable String id) {
        var tried = desk.test(WebhookApi.require(desk, id).id(), program.actor());
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(WebhookApi.WebhookView.of(tried.orElseThrow(() -> Refusal.noSuch("webhook"))));
    }

    @Answers(to = "Has a message sent to one webhook once more.", value = 202)
    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/deliveries/{delivery}/again")
    ResponseEntity<WebhookApi.DeliveryView> again(
            @AuthenticationPrincipal Program program, @PathVariable String id, @PathVariable String delivery) {
        var webhook = WebhookApi.require(desk, id);
        var again = Ids.parse(delivery)
                .flatMap((UUID known) -> desk.redeliver(webhook.id(), known, program.actor()))
                .orElseThrow(() -> Refusal.noSuch("message"));
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(WebhookApi.DeliveryView.of(again));
    }

    @Answers(to = "Removes one webhook for a reason.", value = 204)
    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/delete")
    ResponseEntity<Void> remove(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody PersonActs.Because because) {
        var webhook = WebhookApi.require(desk, id);
        if (!desk.remove(webhook.id(), program.actor(), PersonFinding.reason(because.why()))) {
            throw Refusal.noSuch("webhook");
        }
        return ResponseEntity.noContent().build();
    }

    static Set<WebhookEvent> events(@Nullable List<String> said, Errors errors) {
        var events = errors.each(
                "#/events", said, WebhookEvent.values().length, WebhookEvent::find, "There is no such event.");
        if (said != null && said.isEmpty()) {
            errors.add("#/events", "at least one");
        }
        return events;
    }

    private static ResponseEntity<WebhookApi.WebhookView> shown(Optional<Webhook> webhook) {
        return StateTag.show(WebhookApi.WebhookView.of(webhook.orElseThrow(() -> Refusal.noSuch("webhook"))));
    }
}
