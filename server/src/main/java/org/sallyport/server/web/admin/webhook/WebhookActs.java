package org.sallyport.server.web.admin.webhook;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookDesk;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What is done with a webhook: choosing events, pausing, trying, removing.
@Controller
@RequestMapping("/admin/webhooks/{id}")
class WebhookActs {
    private final WebhookDesk desk;
    private final InstantSource clock;

    WebhookActs(WebhookDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/events")
    ModelAndView choose(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable List<String> events) {
        var webhook = WebhookPages.require(desk, id);
        var chosen = WebhookForm.chosen(events);
        if (chosen.isEmpty()) {
            return back(webhook, "nothing-chosen");
        }
        desk.choose(webhook.id(), chosen, visitor.actor());
        return back(webhook, "chosen");
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/pause")
    ModelAndView pause(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        return after(id, "paused", webhook -> desk.pause(webhook.id(), visitor.actor()));
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/resume")
    ModelAndView resume(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        return after(id, "resumed", webhook -> desk.resume(webhook.id(), visitor.actor()));
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/test")
    ModelAndView test(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        return after(id, "test", webhook -> desk.test(webhook.id(), visitor.actor()));
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/deliveries/{delivery}/again")
    ModelAndView again(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String id, @PathVariable String delivery) {
        var webhook = WebhookPages.require(desk, id);
        if (desk.redeliver(webhook.id(), idOf(delivery), visitor.actor()).isEmpty()) {
            throw new NoSuchThing();
        }
        return back(webhook, "again");
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @GetMapping("/remove")
    ModelAndView askToRemove(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var webhook = WebhookPages.require(desk, id);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, WebhookPages.PATH + "/" + webhook.id() + "/remove")
                : WebhookPages.sure(webhook, "remove", "").show();
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/remove")
    ModelAndView remove(@AuthenticationPrincipal Visitor visitor, @PathVariable String id, WebhookForm typed) {
        var webhook = WebhookPages.require(desk, id);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, WebhookPages.PATH + "/" + webhook.id() + "/remove");
        }
        var reason = typed.reason();
        if (reason.isEmpty()) {
            return WebhookPages.sure(webhook, "remove", typed.typedWhy())
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        desk.remove(webhook.id(), visitor.actor(), reason.get());
        return Page.goTo(WebhookPages.PATH + "?done=removed");
    }

    private ModelAndView after(String id, String done, Consumer<Webhook> act) {
        var webhook = WebhookPages.require(desk, id);
        act.accept(webhook);
        return back(webhook, done);
    }

    private static ModelAndView back(Webhook webhook, String done) {
        return Page.goTo(WebhookPages.PATH + "/" + webhook.id() + "?done=" + done);
    }

    private static UUID idOf(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException notAnId) {
            throw new NoSuchThing();
        }
    }
}
