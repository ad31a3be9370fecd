package org.sallyport.core.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Told;
import org.sallyport.core.store.Books;

/// What is left behind by a code that was checked as the second step of signing in, whatever made it: an entry in the
/// audit log, a notice to its owner after three that were refused, once a day, and, after a right one, whatever had
/// been [switched off][TryGate#switchOn] is on again.
final class CodeNotes {
    private static final int REFUSED_CODES_TOLD = 3;
    private static final Duration TOLD_EVERY = Duration.ofDays(1);

    private CodeNotes() {}

    /// @param method how the audit log calls what was proved
    /// @param more further details
    static void write(
            Books books,
            AccountId account,
            String method,
            Tries.Factor factor,
            CodeCheck check,
            Source source,
            Instant now,
            Map<String, String> more) {
        if (check instanceof CodeCheck.Accepted) {
            TryGate.switchOn(books, account);
        }
        var details = new HashMap<>(more);
        details.putAll(Map.of("method", method, "source", source.toString(), "outcome", name(check)));
        var written = kind(check);
        written.map(kind -> AuditEvent.of(kind, account, new Actor.Person(account), now, details))
                .ifPresent(AuditLog.in(books)::append);
        // Whatever was refused is counted, and any of it may be the third.
        boolean isRefused =
                written.filter(kind -> kind == AuditKind.SECOND_FACTOR_REJECTED).isPresent();
        if (isRefused && refusedCodes(books, account, factor) >= REFUSED_CODES_TOLD) {
            tellOfWrongCodes(books, account, now);
        }
    }

    // A code that was not looked at was not refused; and whoever goes on sending them writes no entry for each.
    private static Optional<AuditKind> kind(CodeCheck check) {
        return switch (check) {
            case CodeCheck.Accepted _ -> Optional.of(AuditKind.SECOND_FACTOR_ACCEPTED);
            case CodeCheck.Wrong _, CodeCheck.AlreadyUsed _, CodeCheck.ClockOff _ ->
                Optional.of(AuditKind.SECOND_FACTOR_REJECTED);
            case CodeCheck.TooMany _, CodeCheck.SwitchedOff _, CodeCheck.NothingRegistered _ -> Optional.empty();
        };
    }

    private static int refusedCodes(Books books, AccountId account, Tries.Factor factor) {
        return Tries.in(books).find(account, factor).map(Tries.Count::count).orElse(0);
    }

    // Whoever gets this far knows the account password: its owner wants to hear of it.
    static void tellOfWrongCodes(Books books, AccountId account, Instant now) {
        if (Told.in(books).isDue(account, "wrong-codes", now, TOLD_EVERY)) {
            Accounts.in(books)
                    .find(account)
                    .ifPresent(owner -> OwnersMail.tell(books, Notice.Kind.WRONG_CODES, owner, Map.of(), now));
        }
    }

    private static String name(CodeCheck check) {
        return switch (check) {
            case CodeCheck.Accepted _ -> "accepted";
            case CodeCheck.Wrong() -> "wrong";
            case CodeCheck.AlreadyUsed() -> "already-used";
            case CodeCheck.ClockOff _ -> "clock-off";
            case CodeCheck.TooMany _ -> "too-many";
            case CodeCheck.SwitchedOff() -> "switched-off";
            case CodeCheck.NothingRegistered() -> "nothing-registered";
        };
    }
}
