package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.Permission;
import org.sallyport.core.figures.Chart;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How the organisation is doing: counts of the last days; and which groups there are.
@RestController
class OverviewApi {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final Store store;
    private final DailyFigures figures;

    OverviewApi(Store store, InstantSource clock) {
        this.store = store;
        this.figures = new DailyFigures(store, clock);
    }

    /// @param days from the first to the last, in UTC
    public record ChartView(String kind, List<String> days, List<RowView> rows) {
        static ChartView of(Chart chart) {
            return new ChartView(
                    chart.kind().code(),
                    chart.days().stream().map(Object::toString).toList(),
                    chart.rows().stream()
                            .map(row -> new RowView(row.what(), row.times()))
                            .toList());
        }
    }

    /// @param what was counted
    /// @param times for each day
    public record RowView(String what, List<Long> times) {}

    public record GroupView(String name) {}

    @Answers(to = "Counts of the last thirty days: states, sign-ins by protocol, refusals by reason.")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/api/v1/overview")
    ResponseEntity<ApiPage<ChartView>> overview() {
        return ResponseEntity.ok(
                ApiPage.whole(figures.lately().stream().map(ChartView::of).toList()));
    }

    @Answers(
            to = "Lists the groups that somebody is in, in the order of their names.",
            parameters = {"limit:integer", "after:string"})
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/api/v1/groups")
    ResponseEntity<ApiPage<GroupView>> groups(@RequestParam Map<String, String> said, HttpServletRequest request) {
        var query = new Query(said).only("limit", "after");
        int limit = query.limit(USUAL, MOST);
        var after = query.group("after");
        var found = store.look(books -> Groups.in(books).page(after, limit + 1));
        List<GroupView> shown = found.stream()
                .limit(limit)
                .map(GroupName::value)
                .map(GroupView::new)
                .toList();
        return new ApiPage<>(
                        shown,
                        found.size() > limit ? Optional.of(shown.getLast().name()) : Optional.empty(),
                        Optional.empty())
                .answer(request);
    }
}
