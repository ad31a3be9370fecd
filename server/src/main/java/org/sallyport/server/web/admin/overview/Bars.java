package org.sallyport.server.web.admin.overview;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sallyport.core.figures.Chart;
import org.sallyport.server.web.frame.Moments;

/// One row of a chart as bars, the highest as high as the drawing.
///
/// @param what was counted: the code of a protocol or a reason
/// @param total on all days
/// @param today on the last one
public record Bars(String what, long total, long today, List<Bar> bars) {
    static final int STEP = 6;
    static final int HEIGHT = 32;

    private static final int GAP = 1;

    public Bars {
        bars = List.copyOf(bars);
    }

    /// @param day in the words of the reader
    public record Bar(int x, int y, int width, int height, String day, long times) {}

    static Bars of(Chart.Row row, List<LocalDate> days, Moments moments, Locale locale) {
        var bars = new ArrayList<Bar>();
        for (int i = 0; i < days.size(); i++) {
            long times = row.times().get(i);
            int height = height(times, row.most());
            var day = moments.day(days.get(i).atTime(12, 0).toInstant(ZoneOffset.UTC), locale);
            bars.add(new Bar(i * STEP, HEIGHT - height, STEP - GAP, height, day, times));
        }
        return new Bars(row.what(), row.total(), row.times().getLast(), bars);
    }

    /// What happened at all can be seen.
    private static int height(long times, long most) {
        return times == 0 ? 0 : (int) Math.max(1, times * HEIGHT / most);
    }
}
