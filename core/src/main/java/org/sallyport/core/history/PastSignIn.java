package org.sallyport.core.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;

/// One sign-in, or several equal ones, as the audit log remembers it.
///
/// @param number of the entry
/// @param why the code of the reason where it was refused, empty where it was not
/// @param appPassword which one it was, if any
/// @param label what that one was called when it was refused; empty where it was not, or where it was none
public record PastSignIn(
        long number,
        Instant at,
        What what,
        String why,
        Way way,
        Optional<AppPasswordId> appPassword,
        Optional<String> label) {

    public enum What {
        APP_ACCEPTED("app-accepted"),
        APP_REFUSED("app-refused"),
        PAGES_ACCEPTED("pages-accepted"),
        PAGES_REFUSED("pages-refused");

        private final String code;

        What(String code) {
            this.code = code;
        }

        /// How pages find its words; never changed.
        public String code() {
            return code;
        }
    }

    /// How it came.
    ///
    /// @param protocol empty for the pages
    /// @param times how many equal ones the entry stands for
    /// @param client what the latest of them called itself, where it did
    public record Way(Optional<Protocol> protocol, Source source, long times, Optional<ClientName> client) {}

    public boolean isRefused() {
        return what == What.APP_REFUSED || what == What.PAGES_REFUSED;
    }

    /// Reads an entry; empty where it is about something else.
    static Optional<PastSignIn> of(AuditLog.Entry entry) {
        return what(entry.event()).map(what -> read(entry, what));
    }

    private static Optional<What> what(AuditEvent event) {
        return switch (event.kind()) {
            case APP_SIGN_IN_ACCEPTED -> Optional.of(What.APP_ACCEPTED);
            case APP_SIGN_IN_REJECTED, APP_SENT_OLD_SECRET -> Optional.of(What.APP_REFUSED);
            case SIGN_IN_PASSWORD_ACCEPTED -> Optional.of(What.PAGES_ACCEPTED);
            case SIGN_IN_REJECTED, SECOND_FACTOR_REJECTED -> Optional.of(What.PAGES_REFUSED);
            default -> Optional.empty();
        };
    }

    private static PastSignIn read(AuditLog.Entry entry, What what) {
        Map<String, String> details = entry.event().details();
        var why = details.containsKey("reason") ? details.get("reason") : "second-factor";
        var way = new Way(
                Optional.ofNullable(details.get("protocol")).flatMap(Protocol::find),
                Source.ofLiteral(details.getOrDefault("source", "")),
                times(details.getOrDefault("times", "1")),
                ClientName.of(details.getOrDefault("client", "")));
        boolean refused = what == What.APP_REFUSED || what == What.PAGES_REFUSED;
        return new PastSignIn(
                entry.number(),
                entry.event().at(),
                what,
                refused && why != null ? why : "",
                way,
                Optional.ofNullable(details.get("app-password")).flatMap(AppPasswordId::parse),
                Optional.ofNullable(details.get("label")));
    }

    private static long times(String written) {
        return written.matches("[0-9]{1,18}") ? Long.parseLong(written) : 1;
    }
}
