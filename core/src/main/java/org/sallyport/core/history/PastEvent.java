package org.sallyport.core.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;

/// Something that happened to an account, as its owner may see it.
///
/// @param number of the entry in the audit log
/// @param details as the audit log has them
public record PastEvent(long number, Instant at, AuditKind kind, By by, Map<String, String> details) {
    private static final Set<String> WITH_WORDS = Set.of(
            "code-sent.text",
            "code-sent.call",
            "code-sent.mailbox",
            "code-not-sent.country",
            "code-not-sent.refused",
            "code-not-sent.unavailable",
            "second-factor-rejected.already-used");

    public PastEvent {
        details = Map.copyOf(details);
    }

    /// Who did it, as far as its owner is concerned.
    public enum By {
        YOU("you"),
        ADMIN("admin"),
        OPERATOR("operator"),
        APP("app"),
        SALLYPORT("sallyport"),
        STRANGER("stranger");

        private final String code;

        By(String code) {
            this.code = code;
        }

        /// How pages find its words and exports write it; never changed.
        public String code() {
            return code;
        }
    }

    static PastEvent of(AccountId owner, AuditLog.Entry entry) {
        var event = entry.event();
        return new PastEvent(entry.number(), event.at(), event.kind(), by(owner, event.by()), event.details());
    }

    private static By by(AccountId owner, Actor actor) {
        return switch (actor) {
            case Actor.Person(var account) -> account.equals(owner) ? By.YOU : By.ADMIN;
            case Actor.Program(var account, var _) -> account.equals(owner) ? By.YOU : By.ADMIN;
            case Actor.Operator() -> By.OPERATOR;
            case Actor.App _ -> By.APP;
            case Actor.Sallyport() -> By.SALLYPORT;
            case Actor.Stranger() -> By.STRANGER;
        };
    }

    /// How pages find its words: the code of its kind, with a dot and a detail where that has words of its own; never
    /// changed.
    public String words() {
        var detail = switch (kind) {
            case CODE_SENT -> details.getOrDefault("form", details.getOrDefault("method", ""));
            case CODE_NOT_SENT -> details.getOrDefault("reason", "");
            case SECOND_FACTOR_REJECTED -> details.getOrDefault("outcome", "");
            default -> "";
        };
        var both = kind.code() + "." + detail;
        return WITH_WORDS.contains(both) ? both : kind.code();
    }

    /// Where it came from; empty where the log does not say.
    public Optional<Source> source() {
        return Optional.ofNullable(details.get("source"))
                .map(Source::ofLiteral)
                .filter(source -> source.address().isPresent());
    }

    /// Where a code was sent to, as far as it is kept.
    public Optional<String> to() {
        return Optional.ofNullable(details.get("to"));
    }

    /// What the app password was called that it is about, if it is about one.
    public Optional<String> label() {
        return Optional.ofNullable(details.get("label"));
    }
}
