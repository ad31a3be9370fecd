package org.sallyport.core.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;

/// Which entries of the audit log somebody looks for. What is empty leaves nothing out.
///
/// @param kinds any of these
/// @param about whose account they concern
/// @param by who did it
/// @param from when the earliest of them happened
/// @param until before when all of them happened
public record AuditQuery(
        Set<AuditKind> kinds,
        Optional<AccountId> about,
        Optional<Actor> by,
        Optional<Instant> from,
        Optional<Instant> until) {
    /// Every entry there is.
    public static final AuditQuery EVERYTHING =
            new AuditQuery(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public AuditQuery {
        kinds = Set.copyOf(kinds);
    }

    public static AuditQuery about(AccountId account) {
        return new AuditQuery(Set.of(), Optional.of(account), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Whether it is one of those that are looked for.
    public boolean matches(AuditEvent event) {
        return (kinds.isEmpty() || kinds.contains(event.kind()))
                && (about.isEmpty() || about.equals(event.about()))
                && by.filter(actor -> !actor.equals(event.by())).isEmpty()
                && from.filter(event.at()::isBefore).isEmpty()
                && until.filter(end -> !event.at().isBefore(end)).isEmpty();
    }
}
