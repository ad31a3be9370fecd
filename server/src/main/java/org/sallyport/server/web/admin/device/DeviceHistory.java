package org.sallyport.server.web.admin.device;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.springframework.stereotype.Component;

/// What happened to a device of late.
@Component
final class DeviceHistory {
    private static final int MOST = 30;

    private final Store store;

    DeviceHistory(Store store) {
        this.store = store;
    }

    /// One entry of the audit log about it.
    ///
    /// @param kind the code of what happened
    /// @param by the code of whoever did it, where it was no person
    /// @param who the name of the person, or of the one whose program it was; empty where it was none's
    public record Event(Instant at, String kind, String by, String who, Map<String, String> details) {}

    /// Latest first.
    List<Event> of(Account device) {
        return store.look(books -> AuditLog.in(books).about(device.id(), MOST).stream()
                .map(entry -> event(books, entry.event()))
                .toList());
    }

    private static Event event(Books books, AuditEvent event) {
        var by = switch (event.by()) {
            case Actor.Person _, Actor.Program _ -> "admin";
            case Actor.Operator _ -> "operator";
            case Actor.App _ -> "app";
            case Actor.Sallyport _ -> "sallyport";
            case Actor.Stranger _ -> "stranger";
        };
        var who = event.by()
                .behind()
                .flatMap(Accounts.in(books)::find)
                .map(one -> one.profile().displayName())
                .orElse("");
        return new Event(event.at(), event.kind().code(), by, who, event.details());
    }
}
