package org.sallyport.server.listener;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Store;

/// What the audit log remembers of sign-ins, as dialogs tell it: `accepted NAME PROTOCOL SOURCE SERVER`, or `rejected`
/// with the reason; then what the app calls itself.
public final class AuditLines {
    private static final String AUDIT = "audit: ";

    private AuditLines() {}

    /// What a dialog says, sorted; `audit: nothing` says that there is nothing.
    public static List<String> expected(List<String> dialog) {
        return dialog.stream()
                .filter(line -> line.startsWith(AUDIT) && !line.equals(AUDIT + "nothing"))
                .map(line -> line.substring(AUDIT.length()))
                .sorted()
                .toList();
    }

    /// What this store remembers, sorted.
    public static List<String> of(Store store) {
        return store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.APP_SIGN_IN_ACCEPTED
                        || event.kind() == AuditKind.APP_SIGN_IN_REJECTED)
                .map(event -> told(event, store))
                .sorted()
                .toList();
    }

    private static String told(AuditEvent event, Store store) {
        var what = event.kind() == AuditKind.APP_SIGN_IN_ACCEPTED ? "accepted" : "rejected";
        var about = event.about()
                .flatMap(id -> store.transact(books -> Accounts.in(books).find(id)))
                .map(account -> account.username().canonical())
                .orElse("nobody");
        return Stream.of(
                        what,
                        about,
                        event.details().get("protocol"),
                        event.details().get("source"),
                        ((Actor.App) event.by()).server(),
                        event.details().getOrDefault("reason", ""),
                        event.details().getOrDefault("client", ""))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
