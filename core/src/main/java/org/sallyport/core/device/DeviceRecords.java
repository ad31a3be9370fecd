package org.sallyport.core.device;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.store.Books;

/// Keeps devices, with what every change of one brings along: the journal, the audit log, the mail to its owner. Each
/// is a part of a transaction.
public final class DeviceRecords {
    private DeviceRecords() {}

    /// Keeps a device as it is now.
    static void keep(Books books, Device device, AuditKind kind, Actor by, Map<String, String> details, Instant now) {
        Devices.in(books).put(device);
        note(books, device.account(), kind, by, details, now);
    }

    public static void note(
            Books books, AccountId device, AuditKind kind, Actor by, Map<String, String> details, Instant now) {
        Changes.in(books).changed(device);
        AuditLog.in(books).append(AuditEvent.of(kind, device, by, now, details));
    }

    /// Stops it until somebody resumes it, and tells its owner, unless it was they who did it.
    ///
    /// @param said what else the audit log is to keep
    public static void pause(
            Books books, Device device, Device.Standing standing, Actor by, Map<String, String> said, Instant now) {
        var details = new HashMap<>(said);
        details.put("standing", code(standing));
        keep(books, device.with(standing, now), AuditKind.DEVICE_PAUSED, by, details, now);
        switch (standing) {
            case PAUSED_BY_FLOOD -> tellOwner(books, device, Notice.Kind.DEVICE_FLOODED, Map.of(), now);
            case PAUSED_BY_STAFF -> tellOwner(books, device, Notice.Kind.DEVICE_STOPPED, Map.of(), now);
            case WORKS, PAUSED_BY_OWNER, DELETED -> {
                // Whoever did it knows.
            }
        }
    }

    /// Tells the owner. Adds the value `device`.
    static void tellOwner(Books books, Device device, Notice.Kind kind, Map<String, String> values, Instant now) {
        var all = new HashMap<>(values);
        Accounts.in(books)
                .find(device.account())
                .ifPresent(account -> all.put("device", account.profile().displayName()));
        Accounts.in(books).find(device.owner()).ifPresent(owner -> OwnersMail.tell(books, kind, owner, all, now));
    }

    /// `paused-by-flood`
    static String code(Device.Standing standing) {
        return standing.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
