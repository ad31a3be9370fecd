package org.sallyport.core.staff;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditQuery;
import org.sallyport.core.store.Books;

/// Who can be behind an account besides its owner: whoever of the staff has lately opened a way into it, and whoever
/// can be behind those. It asks the audit log, so that no act of staff has to keep a record of its own.
///
/// @param books of the transaction that asks
/// @param since when a way in counts as opened lately
record WaysIn(Books books, Instant since) {
    /// Within that time its owner signs in, finds that what they know opens nothing any more, or reads their mail.
    static final Duration LATELY = Duration.ofDays(7);

    /// A code that stands for the account password, or for every method that was lost; methods that are registered anew
    /// by whoever signs in first; the address that codes go to.
    private static final Set<AuditKind> OPENING =
            Set.of(AuditKind.ONBOARDING_CODE_MADE, AuditKind.METHODS_RESET, AuditKind.CONTACT_ADDED);

    private static final int PAGE = 100;

    /// Whether one and the same person can be behind both.
    boolean leadToOne(AccountId one, AccountId other) {
        var behind = behind(one);
        return behind(other).stream().anyMatch(behind::contains);
    }

    /// The account itself, and whoever else can be behind it.
    Set<AccountId> behind(AccountId account) {
        var found = new HashSet<AccountId>();
        var open = new ArrayDeque<>(List.of(account));
        while (!open.isEmpty()) {
            var next = open.remove();
            if (found.add(next)) {
                openers(next).forEach(open::add);
            }
        }
        return found;
    }

    private Stream<AccountId> openers(AccountId account) {
        var query =
                new AuditQuery(OPENING, Optional.of(account), Optional.empty(), Optional.of(since), Optional.empty());
        var log = AuditLog.in(books);
        return Stream.iterate(
                        log.find(query, Long.MAX_VALUE, PAGE),
                        page -> !page.isEmpty(),
                        page -> log.find(query, page.getLast().number(), PAGE))
                .flatMap(List::stream)
                .map(AuditLog.Entry::event)
                .map(AuditEvent::by)
                .map(Actor::behind)
                .flatMap(Optional::stream)
                .distinct();
    }
}
