package org.sallyport.server.web.admin.overview;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.sallyport.core.account.Permission;
import org.sallyport.core.figures.Chart;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.admin.rollout.RolloutFinder;
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

    private final Store store;
    private final DailyFigures figures;
    private final RolloutFinder rollouts;
    private final Moments moments;
    private final List<Warnings> parts;

    OverviewPages(Store store, RolloutFinder rollouts, Moments moments, List<Warnings> parts, InstantSource clock) {
        this.rollouts = rollouts;
        this.store = store;
        this.figures = new DailyFigures(store, clock);
        this.moments = moments;
        this.parts = List.copyOf(parts);
    }

    /// A chart with the words that it stands under.
    public record Drawn(String kind, List<Bars> rows, int width, int height) {}

    @GetMapping("/admin/overview")
    @Needs(Permission.PEOPLE_SEE)
    ModelAndView overview(Locale locale) {
        return Page.of("admin/overview")
                .with("waits", waits())
                .with("rollouts", rollouts.open())
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

    private List<Warning> waits() {
        return store.look(books -> parts.stream()
                .flatMap(part -> part.now(books).stream())
                .sorted(Comparator.comparing(warning -> !warning.grave()))
                .toList());
    }
}
