package org.sallyport.server.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.webhook.Delivery;
import org.sallyport.core.webhook.WebhookEvent;
import org.sallyport.core.webhook.WebhookId;
import tools.jackson.databind.json.JsonMapper;

/// What entries of the audit log say to a webhook. Thin: what happened to whose account, by whom, and the number of the
/// entry; no name, no address, no label, and no secret, since none is in the log. Refusals of one reading are one
/// message, however many there were.
final class Messages {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_ACCOUNTS = 20;

    private final WebhookId webhook;
    private final Set<WebhookEvent> wanted;
    private final Instant now;
    private final List<Delivery> made = new ArrayList<>();
    private final List<AuditLog.Entry> refused = new ArrayList<>();

    private Messages(WebhookId webhook, Set<WebhookEvent> wanted, Instant now) {
        this.webhook = webhook;
        this.wanted = wanted;
        this.now = now;
    }

    /// Those of these entries, in their order, that this webhook is told of.
    static List<Delivery> of(List<AuditLog.Entry> entries, WebhookId webhook, Set<WebhookEvent> wanted, Instant now) {
        var messages = new Messages(webhook, wanted, now);
        entries.forEach(messages::take);
        messages.gather();
        return messages.made;
    }

    private void take(AuditLog.Entry entry) {
        WebhookEvent.of(entry.event().kind()).filter(wanted::contains).ifPresent(event -> {
            if (event == WebhookEvent.REFUSE) {
                refused.add(entry);
            } else {
                made.add(message(entry.number(), event, entry.event().at(), single(entry)));
            }
        });
    }

    private void gather() {
        if (!refused.isEmpty()) {
            var last = refused.getLast();
            made.add(message(last.number(), WebhookEvent.REFUSE, last.event().at(), gathered()));
        }
    }

    private static Map<String, Object> single(AuditLog.Entry entry) {
        var data = new LinkedHashMap<String, Object>();
        data.put("number", entry.number());
        data.put("kind", entry.event().kind().code());
        entry.event().about().ifPresent(account -> data.put("account", account.toString()));
        data.put("by", entry.event().by().code());
        return data;
    }

    private Map<String, Object> gathered() {
        var kinds = new TreeMap<String, Long>();
        var accounts = new LinkedHashMap<String, Long>();
        long times = 0;
        for (var entry : refused) {
            long more = times(entry.event());
            times += more;
            kinds.merge(entry.event().kind().code(), more, Long::sum);
            entry.event().about().ifPresent(account -> accounts.merge(account.toString(), more, Long::sum));
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("first", refused.getFirst().number());
        data.put("last", refused.getLast().number());
        data.put("times", times);
        data.put("kinds", kinds);
        data.put("accounts", most(accounts));
        data.put("accounts-left-out", Math.max(0, accounts.size() - MOST_ACCOUNTS));
        return data;
    }

    private static Map<String, Long> most(Map<String, Long> accounts) {
        var most = new LinkedHashMap<String, Long>();
        accounts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_ACCOUNTS)
                .forEach(one -> most.put(one.getKey(), one.getValue()));
        return most;
    }

    // An entry may stand for many sign-ins of one kind.
    private static long times(AuditEvent event) {
        var times = event.details().getOrDefault("times", "1");
        return times.matches("[0-9]{1,9}") ? Long.parseLong(times) : 1;
    }

    private Delivery message(long number, WebhookEvent event, Instant at, Map<String, Object> data) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", event.code());
        body.put("timestamp", at.toString());
        body.put("data", data);
        return Delivery.fresh(webhook, number, event.code(), JSON.writeValueAsString(body), now);
    }
}
