package org.sallyport.core.apppassword;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Revokes app passwords and then closes what they have open, with a receipt. The revocation is kept before any server
/// is asked, so none of them can hold it up. Thread-safe.
public final class Revocations {
    private static final String CLOSED = "closed";
    private static final String MILLISECONDS = "milliseconds";
    private static final String UNREACHABLE = "unreachable";
    private static final String UNCOUNTED = "uncounted";
    private static final String LEFT_OPEN = "left-open";
    private static final int LOOKED_AT = 20;

    private final AppPasswords appPasswords;
    private final OpenConnections connections;
    private final Store store;
    private final InstantSource clock;

    public Revocations(AppPasswords appPasswords, OpenConnections connections, Store store, InstantSource clock) {
        this.appPasswords = appPasswords;
        this.connections = connections;
        this.store = store;
        this.clock = clock;
    }

    /// A receipt as it stands in the audit log.
    public record Kept(long closed, long milliseconds, OpenConnections.Gaps gaps) {}

    /// @return empty when the account holds no such app password that could still be revoked
    public Optional<OpenConnections.Receipt> revoke(Account account, AppPasswordId id, Actor by) {
        return appPasswords.revoke(account.id(), id, by)
                ? Optional.of(close(account, Optional.of(id), by))
                : Optional.empty();
    }

    /// Revokes all of an account.
    public OpenConnections.Receipt revokeAll(Account account, Actor by) {
        appPasswords.revokeAll(account.id(), by);
        return closeAll(account, by);
    }

    /// The same for the reason that one of the staff gave.
    public OpenConnections.Receipt revokeAll(Account account, Actor by, Reason why) {
        appPasswords.revokeAll(account.id(), by, why);
        return closeAll(account, by);
    }

    /// Closes everything the account has open, and revokes nothing.
    public OpenConnections.Receipt closeAll(Account account, Actor by) {
        return close(account, Optional.empty(), by);
    }

    /// The latest receipt of an account, if it was given at or behind `since`.
    public Optional<Kept> latest(AccountId account, Instant since) {
        return store.transact(books -> AuditLog.in(books).about(account, LOOKED_AT)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.CONNECTIONS_CLOSED)
                .filter(event -> !event.at().isBefore(since))
                .findFirst()
                .map(Revocations::kept);
    }

    private OpenConnections.Receipt close(Account account, Optional<AppPasswordId> id, Actor by) {
        var receipt = connections.close(account, id);
        if (receipt.servers() > 0) {
            var event = closed(account.id(), id, receipt, by, clock.instant());
            try {
                store.transact(books -> {
                    AuditLog.in(books).append(event);
                    return true;
                });
            } catch (Unavailable later) {
                // It is revoked and closed; only the word about it is lost, and an outage must not hide that.
            }
        }
        return receipt;
    }

    /// What the audit log keeps of a receipt.
    public static AuditEvent closed(
            AccountId account, Optional<AppPasswordId> id, OpenConnections.Receipt receipt, Actor by, Instant now) {
        var details = new HashMap<String, String>();
        id.ifPresent(known -> details.put("app-password", known.toString()));
        details.put(CLOSED, Integer.toString(receipt.closed()));
        details.put(MILLISECONDS, Long.toString(receipt.took().toMillis()));
        putNames(details, UNREACHABLE, receipt.gaps().unreachable());
        putNames(details, UNCOUNTED, receipt.gaps().uncounted());
        putNames(details, LEFT_OPEN, receipt.gaps().leftOpen());
        return AuditEvent.of(AuditKind.CONNECTIONS_CLOSED, account, by, now, details);
    }

    private static Kept kept(AuditEvent event) {
        return new Kept(
                Long.parseLong(event.details().getOrDefault(CLOSED, "0")),
                Long.parseLong(event.details().getOrDefault(MILLISECONDS, "0")),
                new OpenConnections.Gaps(names(event, UNREACHABLE), names(event, UNCOUNTED), names(event, LEFT_OPEN)));
    }

    private static void putNames(Map<String, String> details, String key, List<String> servers) {
        if (!servers.isEmpty()) {
            details.put(key, String.join(" ", servers));
        }
    }

    private static List<String> names(AuditEvent event, String key) {
        var servers = event.details().getOrDefault(key, "");
        return servers.isEmpty() ? List.of() : List.of(servers.split(" "));
    }
}
