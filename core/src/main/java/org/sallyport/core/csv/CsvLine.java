package org.sallyport.core.csv;

import java.util.List;
import java.util.stream.Collectors;

/// Writes one line of a table (RFC 4180).
public final class CsvLine {
    /// With which spreadsheets begin a formula (OWASP ASVS 1.2.10).
    private static final String FORMULA = "=+-@\t\r";

    private CsvLine() {}

    /// The cells with commas between them and the line's end. A cell that a spreadsheet would calculate gets an
    /// apostrophe before it, which makes it text there.
    public static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /// The cell that stands there as `text`: without the apostrophe that [#of] puts before a formula.
    static String asMeant(String text) {
        boolean isText = text.length() > 1 && text.charAt(0) == '\'' && FORMULA.indexOf(text.charAt(1)) >= 0;
        return isText ? text.substring(1) : text;
    }

    private static String cell(String text) {
        var harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean isPlain = harmless.chars()
                .noneMatch(letter -> letter == ',' || letter == '"' || letter == '\r' || letter == '\n');
        return isPlain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
