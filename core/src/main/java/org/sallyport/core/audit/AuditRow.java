package org.sallyport.core.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// An entry of the audit log as it leaves the product: the same names and texts wherever it goes.
public final class AuditRow {
    private AuditRow() {}

    /// `number`, `at`, `kind`, `about` where it concerns an account, `by`, `details` and `link`, in this order.
    public static Map<String, Object> of(AuditLog.Entry entry) {
        var event = entry.event();
        var row = new LinkedHashMap<String, Object>();
        row.put("number", entry.number());
        row.put("at", event.at().toString());
        row.put("kind", event.kind().code());
        event.about().ifPresent(account -> row.put("about", account.toString()));
        row.put("by", event.by().code());
        row.put("details", new TreeMap<>(event.details()));
        row.put("link", entry.link().text());
        return row;
    }
}
