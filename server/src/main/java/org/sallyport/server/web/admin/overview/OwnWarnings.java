package org.sallyport.server.web.admin.overview;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditQuery;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.notice.DeadLetters;
import org.sallyport.core.store.Books;
import org.sallyport.server.web.frame.Said;
import org.springframework.stereotype.Component;

/// What no page of its own tells of: tampering, mails that could not go out, an owner alone.
@Component
class OwnWarnings implements Warnings {
    private static final Duration TAMPERING_SHOWN = Duration.ofDays(DailyFigures.SHOWN_DAYS);

    private final InstantSource clock;

    OwnWarnings(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<Warning> now(Books books) {
        var warnings = new ArrayList<Warning>();
        var tampering = new AuditQuery(
                Set.of(AuditKind.TAMPERING_FOUND),
                Optional.empty(),
                Optional.empty(),
                Optional.of(clock.instant().minus(TAMPERING_SHOWN)),
                Optional.empty());
        AuditLog.in(books)
                .find(tampering, Long.MAX_VALUE, 1)
                .forEach(entry -> warnings.add(Warning.grave(Said.of("overview.waits.tampered"))
                        .leadingTo(
                                "/admin/audit/" + entry.number(),
                                "overview.waits.tampered.see",
                                Permission.AUDIT_SEE)));
        int dead = DeadLetters.in(books).count();
        if (dead > 0) {
            warnings.add(Warning.caution(Said.of("overview.waits.dead-letters", dead)));
        }
        if (isAlone(ReadableAccounts.in(books).staff())) {
            warnings.add(Warning.caution(Said.of("overview.waits.alone")));
        }
        return warnings;
    }

    private static boolean isAlone(List<Account> staff) {
        return staff.stream()
                        .filter(one -> one.isActive() && Owners.roleOf(one, staff) == Account.Role.OWNER)
                        .count()
                < 2;
    }
}
