package org.sallyport.server.web.admin.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Text;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.webhook.Target;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookDesk;
import org.sallyport.core.webhook.WebhookEvent;
import org.sallyport.server.web.frame.Said;

/// A webhook as somebody typed it.
public record WebhookForm(
        @Nullable String name,
        @Nullable String target,
        @Nullable List<String> events,
        @Nullable String why) {
    static final WebhookForm EMPTY = new WebhookForm("", "https://", List.of(), "");

    public String typedName() {
        return Objects.requireNonNullElse(name, "");
    }

    public String typedTarget() {
        return Objects.requireNonNullElse(target, "");
    }

    public String typedWhy() {
        return Objects.requireNonNullElse(why, "");
    }

    public boolean wants(WebhookEvent event) {
        return chosen().contains(event);
    }

    Set<WebhookEvent> chosen() {
        return chosen(events);
    }

    static Set<WebhookEvent> chosen(@Nullable List<String> events) {
        return Optional.ofNullable(events).orElse(List.of()).stream()
                .flatMap(code -> WebhookEvent.find(code).stream())
                .collect(Collectors.toSet());
    }

    Optional<Reason> reason() {
        return Reason.parse(typedWhy());
    }

    List<Said> problems() {
        var problems = new ArrayList<Said>();
        if (label().isEmpty()) {
            problems.add(Said.of("webhooks.problem.name", Webhook.MAX_NAME).about("name"));
        }
        if (Target.parse(typedTarget()).isEmpty()) {
            problems.add(Said.of("webhooks.problem.target", typedTarget()).about("target"));
        }
        if (chosen().isEmpty()) {
            problems.add(Said.of("webhooks.problem.events").about("events"));
        }
        if (reason().isEmpty()) {
            problems.add(Said.of("reason.missing").about("why"));
        }
        return problems;
    }

    /// Only without problems.
    WebhookDesk.Wanted wanted() {
        return new WebhookDesk.Wanted(
                label().orElseThrow(), Target.parse(typedTarget()).orElseThrow(), chosen());
    }

    private Optional<String> label() {
        try {
            return Optional.of(Text.line(typedName(), Webhook.MAX_NAME, "the name of a webhook"));
        } catch (IllegalArgumentException emptyOrTooLong) {
            return Optional.empty();
        }
    }
}
