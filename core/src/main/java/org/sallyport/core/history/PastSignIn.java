package org.sallyport.core.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.Elsewhere;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.signin.PasskeyStep;
import org.sallyport.core.signin.PasswordStep;

/// One sign-in, or several equal ones, as the audit log remembers it.
///
/// @param number of the entry
/// @param why the code of the reason where nobody was let in, empty where somebody was
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

    /// Why a code was refused that was right and had been used.
    static final String CODE_ALREADY_USED = "code-already-used";

    /// What the audit log says of a code that was looked at and refused.
    private static final Set<String> CODES = Set.of("wrong", "already-used", "clock-off");

    public enum What {
        APP_ACCEPTED("app-accepted"),
        APP_REFUSED("app-refused"),
        PAGES_ACCEPTED("pages-accepted"),
        /// The account password was right, and a code was asked for. Nobody is let in by that alone.
        PAGES_ASKED("pages-asked"),
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

    /// What equal ones have in common; what they do not is the moment, and how often.
    Object likeness() {
        return List.of(what, why, appPassword, label, way.protocol(), way.source(), way.client());
    }

    /// This one and earlier equal ones in one.
    PastSignIn with(PastSignIn earlier) {
        return with(
                new Way(
                        way.protocol(),
                        way.source(),
                        way.times() + earlier.way().times(),
                        way.client()),
                label);
    }

    PastSignIn called(Optional<String> name) {
        return with(way, name);
    }

    private PastSignIn with(Way how, Optional<String> name) {
        return new PastSignIn(number, at, what, why, how, appPassword, name);
    }

    /// Where it came from, for an app password that its first use tied to somewhere else; empty for the pages.
    public Optional<Elsewhere> elsewhere() {
        return way.protocol()
                .map(protocol -> new Elsewhere(protocol.family(), way.source().neighbourhood()));
    }

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
            case SIGN_IN_PASSWORD_ACCEPTED, SIGN_IN_PROVIDER_ACCEPTED ->
                Optional.of(asksForCode(event) ? What.PAGES_ASKED : What.PAGES_ACCEPTED);
            case SECOND_FACTOR_ACCEPTED, DEVICE_RECOGNISED, SIGN_IN_PASSKEY_ACCEPTED ->
                Optional.of(What.PAGES_ACCEPTED);
            case SIGN_IN_REJECTED, ACCOUNT_PASSWORD_REJECTED, FORGOTTEN_PASSWORD_REJECTED ->
                Optional.of(What.PAGES_REFUSED);
            case SECOND_FACTOR_REJECTED -> Optional.of(What.PAGES_REFUSED).filter(_ -> wasLookedAt(event));
            default -> Optional.empty();
        };
    }

    private static boolean wasLookedAt(AuditEvent event) {
        return isPasskey(event) || CODES.contains(outcome(event));
    }

    private static boolean isPasskey(AuditEvent event) {
        return "passkey".equals(event.details().get("method"));
    }

    // An entry that does not say what came next says nothing of anybody having been let in.
    private static boolean asksForCode(AuditEvent event) {
        var factor = PasswordStep.Next.SECOND_FACTOR.code();
        return event.details().getOrDefault("next", factor).equals(factor);
    }

    private static String outcome(AuditEvent event) {
        return event.details().getOrDefault("outcome", "wrong");
    }

    private static String why(AuditEvent event, What what) {
        return switch (what) {
            case APP_ACCEPTED, PAGES_ACCEPTED -> "";
            case PAGES_ASKED -> "code-asked-for";
            case APP_REFUSED, PAGES_REFUSED ->
                event.kind() == AuditKind.SECOND_FACTOR_REJECTED
                        ? factorWhy(event)
                        : event.details().getOrDefault("reason", "");
        };
    }

    // That the account is disabled is called the same whatever was sent.
    private static String factorWhy(AuditEvent event) {
        var outcome = outcome(event);
        return outcome.equals(PasskeyStep.Why.ACCOUNT_DISABLED.code())
                ? outcome
                : (isPasskey(event) ? "passkey-" : "code-") + outcome;
    }

    private static PastSignIn read(AuditLog.Entry entry, What what) {
        Map<String, String> details = entry.event().details();
        var way = new Way(
                Optional.ofNullable(details.get("protocol")).flatMap(Protocol::find),
                Source.ofLiteral(details.getOrDefault("source", "")),
                times(details.getOrDefault("times", "1")),
                ClientName.of(details.getOrDefault("client", "")));
        return new PastSignIn(
                entry.number(),
                entry.event().at(),
                what,
                why(entry.event(), what),
                way,
                Optional.ofNullable(details.get("app-password")).flatMap(AppPasswordId::parse),
                Optional.ofNullable(details.get("label")));
    }

    private static long times(String written) {
        return written.matches("[0-9]{1,18}") ? Long.parseLong(written) : 1;
    }
}
