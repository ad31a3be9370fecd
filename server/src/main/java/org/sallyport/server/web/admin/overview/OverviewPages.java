package org.sallyport.server.web.admin.overview;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditQuery;
import org.sallyport.core.figures.Chart;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.notice.DeadLetters;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// What happened in the last days, and what somebody should see to.
@Controller
class OverviewPages {
    /// Rows of a chart; what is rarer is in the audit log.
    private static final int MOST_ROWS = 8;

    private static final Duration TAMPERING_SHOWN = Duration.ofDays(DailyFigures.SHOWN_DAYS);

    private final Store store;
    private final DailyFigures figures;
    private final Moments moments;
    private final InstantSource clock;

    OverviewPages(Store store, Moments moments, InstantSource clock) {
        this.store = store;
        this.figures = new DailyFigures(store, clock);
        this.moments = moments;
        this.clock = clock;
    }

    /// What somebody should see to.
    ///
    /// @param deadLetters mails that could not go out
    /// @param isAlone whether one account alone counts as an owner
    /// @param tampered the number of the latest entry of the audit log that tells of tampering, 0 for none
    public record Waits(int deadLetters, boolean isAlone, long tampered) {
        public boolean isNothing() {
            return deadLetters == 0 && !isAlone && tampered == 0;
        }
    }

    /// A chart with the words that it stands under.
    public record Drawn(String kind, List<Bars> rows, int width, int height) {}

    @GetMapping("/admin/overview")
    @Needs(Permission.PEOPLE_SEE)
    ModelAndView overview(Locale locale) {
        return Page.of("admin/overview")
                .with("waits", waits())
                .with("days", DailyFigures.SHOWN_DAYS)
                .with(
                        "charts",
                        figures.lately().stream()
                                .map(chart -> drawn(chart, locale))
                                .toList())
                .show();
    }

    private Drawn drawn(Chart chart, Locale locale) {
        var rows = chart.rows().stream()
                .limit(MOST_ROWS)
                .map(row -> Bars.of(row, chart.days(), moments, locale))
                .toList();
        return new Drawn(chart.kind().code(), rows, chart.days().size() * Bars.STEP, Bars.HEIGHT);
    }

    private static boolean isAlone(List<Account> staff) {
        return staff.stream()
                        .filter(one -> one.isActive() && Owners.roleOf(one, staff) == Account.Role.OWNER)
                        .count()
                < 2;
    }

    private Waits waits() {
        var tampering = new AuditQuery(
                Set.of(AuditKind.TAMPERING_FOUND),
                Optional.empty(),
                Optional.empty(),
                Optional.of(clock.instant().minus(TAMPERING_SHOWN)),
                Optional.empty());
        return store.look(books -> new Waits(
                DeadLetters.in(books).count(),
                isAlone(ReadableAccounts.in(books).staff()),
                AuditLog.in(books).find(tampering, Long.MAX_VALUE, 1).stream()
                        .map(AuditLog.Entry::number)
                        .findFirst()
                        .orElse(0L)));
    }
}
