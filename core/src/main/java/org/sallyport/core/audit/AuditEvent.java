package org.sallyport.core.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;

/// Something that happened and must not be forgotten.
///
/// @param at to the millisecond; what is finer is dropped, because the log keeps no more
/// @param about whose account it concerns; empty where it concerns none, or nobody knows whose
/// @param details short facts by name; never a secret, never a name typed by a stranger
public record AuditEvent(Instant at, AuditKind kind, Optional<AccountId> about, Actor by, Map<String, String> details) {
    public AuditEvent {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        details = Map.copyOf(details);
    }

    public static AuditEvent of(AuditKind kind, AccountId about, Actor by, Instant now, Map<String, String> details) {
        return new AuditEvent(now, kind, Optional.of(about), by, details);
    }
}
