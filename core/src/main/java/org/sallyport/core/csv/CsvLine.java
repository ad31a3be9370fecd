package org.sallyport.core.csv;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes one line of a table (RFC 4180).
public final class CsvLine {
    /// What a file begins with: without it some spreadsheets take UTF-8 for something else.
    public static final char BYTE_ORDER_MARK = '\uFEFF';

    /// With which spreadsheets begin a formula (OWASP ASVS 1.2.10).
    private static final String FORMULA = "[=+\\-@\t\r]";

    /// Where a cell may begin: half of Europe's spreadsheets end one at a semicolon, and do not see then that it was
    /// quoted.
    private static final String BEGINNING = "(?<=^|[;\r\n])";

    private static final Pattern CALCULATED = Pattern.compile(BEGINNING + "(?='*" + FORMULA + ")");
    private static final Pattern MADE_TEXT = Pattern.compile(BEGINNING + "'(?='*" + FORMULA + ")");

    private CsvLine() {}

    /// The cells with commas between them and the line's end. What a spreadsheet would calculate gets an apostrophe
    /// before it, which makes it text there.
    public static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /// The cell that stands there as `text`: without the apostrophes that [#of] puts before formulas.
    static String asMeant(String text) {
        return MADE_TEXT.matcher(text).replaceAll("");
    }

    private static String cell(String text) {
        var harmless = CALCULATED.matcher(text).replaceAll("'");
        boolean isPlain = harmless.chars()
                .noneMatch(letter -> letter == ',' || letter == '"' || letter == '\r' || letter == '\n');
        return isPlain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
