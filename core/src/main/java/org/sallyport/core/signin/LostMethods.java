package org.sallyport.core.signin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.store.Books;

/// Judges the code that an admin handed to somebody who has lost every method, where others prove one. It signs nobody
/// in: it opens the way to a new method. Thread-safe.
public final class LostMethods {
    private final Enrollments enrollments;
    private final InstantSource clock;

    public LostMethods(Enrollments enrollments, InstantSource clock) {
        this.enrollments = enrollments;
        this.clock = clock;
    }

    /// Judges the onboarding code of somebody whose password was right.
    ///
    /// @return where it was right, the enrollment that takes the place of all methods
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public Progress enter(AccountId account, TypedCode typed, Source source) {
        return enrollments.beginReplacement(
                account, typed, (books, progress) -> note(books, account, progress, source));
    }

    private void note(Books books, AccountId account, Progress progress, Source source) {
        Instant now = clock.instant();
        switch (progress) {
            case Progress.Moved _ -> {
                TryGate.switchOn(books, account);
                AuditLog.in(books)
                        .append(AuditEvent.of(
                                AuditKind.ONBOARDING_CODE_USED,
                                account,
                                new Actor.Person(account),
                                now,
                                Map.of("source", source.toString())));
            }
            case Progress.CodeWrong _, Progress.Expired _ ->
                CodeNotes.write(
                        books,
                        account,
                        "onboarding-code",
                        Tries.Factor.ONBOARDING_CODE,
                        new CodeCheck.Wrong(),
                        source,
                        now,
                        Map.of());
            // A code that was not looked at was not refused.
            case Progress.TooMany _, Progress.OutOfOrder _, Progress.ClockOff _, Progress.Registered _ -> {}
        }
    }
}
