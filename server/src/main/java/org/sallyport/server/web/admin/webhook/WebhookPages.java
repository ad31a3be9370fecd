package org.sallyport.server.web.admin.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.sallyport.core.account.Permission;
import org.sallyport.core.webhook.Secrets;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookDesk;
import org.sallyport.core.webhook.WebhookEvent;
import org.sallyport.core.webhook.WebhookId;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Which webhooks there are, one by itself with its latest messages, and adding one or giving it a new key: with a
/// reason, and a second factor proved just now.
@Controller
@RequestMapping("/admin/webhooks")
class WebhookPages {
    static final String PATH = "/admin/webhooks";
    private static final int SHOWN = 50;
    private static final Set<String> DONE =
            Set.of("chosen", "paused", "resumed", "test", "again", "removed", "nothing-chosen");

    private final WebhookDesk desk;
    private final Visits visits;
    private final InstantSource clock;

    WebhookPages(WebhookDesk desk, Visits visits, InstantSource clock) {
        this.desk = desk;
        this.visits = visits;
        this.clock = clock;
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String done) {
        return Page.of("admin/webhooks")
                .with("webhooks", desk.all())
                .with("most", WebhookDesk.MOST)
                .with("done", known(done))
                .show();
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @GetMapping("/new")
    ModelAndView form(@AuthenticationPrincipal Visitor visitor) {
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, PATH + "/new")
                : form(WebhookForm.EMPTY).show();
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping
    ModelAndView add(@AuthenticationPrincipal Visitor visitor, WebhookForm typed, HttpServletRequest request) {
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, PATH + "/new");
        }
        if (!typed.problems().isEmpty()) {
            return form(typed).wrong(typed.problems()).show();
        }
        visits.leaveNote(request, Visits.Note.SECRET_SHOWN);
        return desk.add(typed.wanted(), visitor.actor(), typed.reason().orElseThrow())
                .map(WebhookPages::shown)
                .orElseGet(() -> form(typed)
                        .wrong(Said.of("webhooks.problem.too-many", WebhookDesk.MOST))
                        .show());
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @GetMapping("/{id}")
    ModelAndView one(@PathVariable String id, @RequestParam(defaultValue = "") String done) {
        var webhook = require(desk, id);
        return Page.of("admin/webhook")
                .with("webhook", webhook)
                .with("events", List.of(WebhookEvent.values()))
                .with("deliveries", desk.latest(webhook.id(), SHOWN))
                .with("done", known(done))
                .show();
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @GetMapping("/{id}/key")
    ModelAndView askForKey(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var webhook = require(desk, id);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, PATH + "/" + webhook.id() + "/key")
                : sure(webhook, "key", "").show();
    }

    @Needs(Permission.WEBHOOKS_MANAGE)
    @PostMapping("/{id}/key")
    ModelAndView rotate(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            WebhookForm typed,
            HttpServletRequest request) {
        var webhook = require(desk, id);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, PATH + "/" + webhook.id() + "/key");
        }
        var reason = typed.reason();
        if (reason.isEmpty()) {
            return sure(webhook, "key", typed.typedWhy())
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        visits.leaveNote(request, Visits.Note.SECRET_SHOWN);
        return desk.rotate(webhook.id(), visitor.actor(), reason.get())
                .map(WebhookPages::shown)
                .orElseThrow(NoSuchThing::new);
    }

    private static Page form(WebhookForm typed) {
        return Page.of("admin/webhook-new")
                .with("typed", typed)
                .with("why", typed.typedWhy())
                .with("events", List.of(WebhookEvent.values()));
    }

    /// Asks once more, and why.
    static Page sure(Webhook webhook, String what, String why) {
        return Page.of("admin/webhook-sure")
                .with("webhook", webhook)
                .with("what", what)
                .with("why", why);
    }

    private static ModelAndView shown(WebhookDesk.Made made) {
        try (var key = made.key().shown()) {
            return Page.of("admin/webhook-key")
                    .with("webhook", made.webhook())
                    .with("key", key.reveal())
                    .with("hours", Secrets.OVERLAP.toHours())
                    .show();
        }
    }

    static Webhook require(WebhookDesk desk, String id) {
        return WebhookId.parse(id).flatMap(desk::find).orElseThrow(NoSuchThing::new);
    }

    private static String known(String done) {
        return DONE.contains(done) ? done : "";
    }
}
