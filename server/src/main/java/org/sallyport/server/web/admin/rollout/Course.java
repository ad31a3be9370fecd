package org.sallyport.server.web.admin.rollout;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.sallyport.core.rollout.Switchover;
import org.sallyport.core.rollout.Switchovers;
import org.sallyport.server.web.frame.Moments;

/// How many had been switched over by the end of each day, as bars; all people together are as high as the drawing.
///
/// @param width of the drawing
public record Course(List<Bar> bars, int width) {
    public static final int HEIGHT = 48;

    private static final int STEP = 6;
    private static final int GAP = 1;

    public Course {
        bars = List.copyOf(bars);
    }

    /// @param day in the words of the reader
    /// @param people who had been switched over by its end
    public record Bar(int x, int y, int width, int height, String day, long people) {}

    public int height() {
        return HEIGHT;
    }

    /// @param all how many people it is about
    static Course of(
            List<Switchovers.Counted> counted,
            LocalDate first,
            LocalDate last,
            long all,
            Moments moments,
            Locale locale) {
        var byDay = new TreeMap<LocalDate, Long>();
        counted.stream()
                .filter(one -> one.why() != Switchover.Why.TAKEN_BACK)
                .forEach(one -> byDay.merge(one.day(), one.people(), Long::sum));
        var bars = new ArrayList<Bar>();
        long sum = 0;
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            sum += byDay.getOrDefault(day, 0L);
            int height = sum == 0 ? 0 : (int) Math.max(1, sum * HEIGHT / Math.max(sum, all));
            var words = moments.day(day.atTime(12, 0).toInstant(ZoneOffset.UTC), locale);
            bars.add(new Bar(bars.size() * STEP, HEIGHT - height, STEP - GAP, height, words, sum));
        }
        return new Course(bars, bars.size() * STEP);
    }
}
