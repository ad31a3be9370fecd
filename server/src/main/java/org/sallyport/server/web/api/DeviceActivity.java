package org.sallyport.server.web.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.device.DeviceCard;
import org.sallyport.core.device.SentMail;
import org.sallyport.core.store.Store;
import org.sallyport.core.submission.MailPolicy;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a device did of late, and what was done to it.
@RestController
@RequestMapping(DeviceApi.PATH + "/{id}")
class DeviceActivity {
    private static final int MOST = 30;

    private final DeviceFinding finding;
    private final Store store;
    private final InstantSource clock;

    DeviceActivity(DeviceFinding finding, Store store, InstantSource clock) {
        this.finding = finding;
        this.store = store;
        this.clock = clock;
    }

    /// @param lastUse when its secret last opened something
    /// @param cardUntil until when the card that is open now can be opened
    /// @param sent messages within the last hour
    /// @param refused messages within the last hour
    /// @param events the latest about it, latest first
    public record DeviceActivityView(
            Optional<PersonAppPasswords.UseView> lastUse,
            Optional<Instant> cardUntil,
            long sent,
            long refused,
            List<DeviceEventView> events) {}

    /// @param by as in the audit log
    public record DeviceEventView(long number, Instant at, String kind, String by, Map<String, String> details) {
        static DeviceEventView of(AuditLog.Entry entry) {
            var event = entry.event();
            return new DeviceEventView(
                    entry.number(), event.at(), event.kind().code(), event.by().code(), event.details());
        }
    }

    @Answers(to = "What a device did of late, and what was done to it.")
    @Needs(Permission.DEVICES_SEE)
    @GetMapping("/activity")
    ResponseEntity<DeviceActivityView> activity(@PathVariable String id) {
        var row = finding.require(id);
        var now = clock.instant();
        var account = row.account().id();
        List<SentMail.Count> mail = store.look(books -> SentMail.in(books).count(account, now.minus(MailPolicy.HOUR)));
        List<AuditLog.Entry> events = store.look(books -> AuditLog.in(books).about(account, MOST));
        return ResponseEntity.ok(new DeviceActivityView(
                row.lastUse().map(PersonAppPasswords::view),
                row.card(now).map(DeviceCard::ends),
                messages(mail, true),
                messages(mail, false),
                events.stream().map(DeviceEventView::of).toList()));
    }

    private static long messages(List<SentMail.Count> counts, boolean sent) {
        return counts.stream()
                .filter(one -> one.isSent() == sent)
                .mapToLong(SentMail.Count::messages)
                .sum();
    }
}
