package org.sallyport.core.figures;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// The counts of one kind over some days, a row for each thing that was counted.
///
/// @param days from the first to the last, without a gap
/// @param rows those with the most first
public record Chart(Figure.Kind kind, List<LocalDate> days, List<Row> rows) {
    public Chart {
        days = List.copyOf(days);
        rows = List.copyOf(rows);
    }

    /// @param what was counted
    /// @param times for each day, 0 where there were none
    public record Row(String what, List<Long> times) {
        public Row {
            times = List.copyOf(times);
        }

        /// On all days together.
        public long total() {
            return times.stream().mapToLong(Long::longValue).sum();
        }

        /// On the day with the most.
        public long most() {
            return times.stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    /// @param counted of any kind and any day
    static Chart of(Figure.Kind kind, LocalDate first, LocalDate last, List<Figures.Counted> counted) {
        var days = first.datesUntil(last.plusDays(1)).toList();
        var byWhat = new TreeMap<String, List<Long>>();
        for (var one : counted) {
            int at = days.indexOf(one.day());
            if (one.figure().kind() == kind && at >= 0) {
                byWhat.computeIfAbsent(
                                one.figure().what(),
                                _ -> new ArrayList<>(days.stream().map(_ -> 0L).toList()))
                        .set(at, one.times());
            }
        }
        var rows = byWhat.entrySet().stream()
                .map(row -> new Row(row.getKey(), row.getValue()))
                .sorted(Comparator.comparingLong(Row::total).reversed())
                .toList();
        return new Chart(kind, days, rows);
    }
}
