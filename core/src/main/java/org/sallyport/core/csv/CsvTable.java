package org.sallyport.core.csv;

import java.util.List;

/// A table that somebody wrote, as far as it can be read.
///
/// @param lines in their order; empty ones are left out
/// @param faults what cannot be read, each with its place
public record CsvTable(List<Line> lines, List<Fault> faults) {
    public CsvTable {
        lines = List.copyOf(lines);
        faults = List.copyOf(faults);
    }

    /// One row.
    ///
    /// @param number of the line on which it begins, from 1
    public record Line(int number, List<String> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    /// @param column the number of the cell, from 1; 0 where it is about the whole line
    public record Fault(int line, int column, Why why) {}

    public enum Why {
        NOT_UTF_8,
        QUOTE_NOT_CLOSED,
        TEXT_BEHIND_A_QUOTE,
        CELL_TOO_LONG,
        TOO_MANY_CELLS
    }

    /// Reads UTF-8, with a byte order mark or without. Cells stand between commas, or between semicolons where the
    /// first line has more of those.
    public static CsvTable read(byte[] file) {
        return CsvReader.read(file);
    }
}
