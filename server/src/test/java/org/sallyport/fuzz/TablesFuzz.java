package org.sallyport.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.sallyport.core.csv.CsvLine;
import org.sallyport.core.csv.CsvTable;

/// A table is read or its faults are named, each on a line that there is, in order; what was read of one without faults
/// reads as the same when it is written again.
public final class TablesFuzz {
    /// More commas than any semicolons of the first line, which would else be taken for what stands between cells.
    private static final List<String> HEAD = List.of("user-name", "display-name", "language");

    private TablesFuzz() {}

    public static void fuzzerTestOneInput(byte[] file) {
        var table = CsvTable.read(file);
        int lines = 1
                + (int) new String(file, UTF_8)
                        .chars()
                        .filter(c -> c == '\n' || c == '\r')
                        .count();
        int before = 0;
        for (var line : table.lines()) {
            Promise.require(line.number() > before && line.number() <= lines, "lines are numbered in their order");
            before = line.number();
        }
        Promise.require(
                table.faults().stream().allMatch(fault -> fault.line() >= 1 && fault.line() <= lines),
                "a fault stands on a line that there is");
        if (table.faults().isEmpty()) {
            table.lines().forEach(line -> readsAsWritten(line.cells()));
        }
    }

    private static void readsAsWritten(List<String> cells) {
        var read = CsvTable.read((CsvLine.of(HEAD) + CsvLine.of(cells)).getBytes(UTF_8));
        Promise.require(read.faults().isEmpty(), "what was written has no faults");
        Promise.require(
                read.lines().size() == 2 && read.lines().getLast().cells().equals(cells), "what was written is read");
    }
}
