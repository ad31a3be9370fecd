package org.sallyport.core.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;

/// Reads one table; RFC 4180 section 2, and line ends of any kind.
final class CsvReader {
    private static final int LONGEST_CELL = 10_000;
    private static final int MOST_CELLS = 64;

    private final String text;
    private final char between;
    private final List<CsvTable.Line> lines = new ArrayList<>();
    private final List<CsvTable.Fault> faults = new ArrayList<>();
    private List<String> cells = new ArrayList<>();
    private int at;
    private int line = 1;
    private int begun = 1;

    private CsvReader(String text) {
        this.text = text;
        this.between = between(text);
    }

    static CsvTable read(byte[] file) {
        var in = ByteBuffer.wrap(file);
        var out = CharBuffer.allocate(file.length);
        var result = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += file[i] == '\n' ? 1 : 0;
            }
            return new CsvTable(List.of(), List.of(new CsvTable.Fault(line, 0, CsvTable.Why.NOT_UTF_8)));
        }
        var text = out.flip().toString();
        return new CsvReader(text.startsWith(String.valueOf(CsvLine.BYTE_ORDER_MARK)) ? text.substring(1) : text)
                .table();
    }

    private static char between(String text) {
        var first = text.lines().findFirst().orElse("");
        return first.chars().filter(c -> c == ';').count()
                        > first.chars().filter(c -> c == ',').count()
                ? ';'
                : ',';
    }

    private CsvTable table() {
        while (at < text.length()) {
            keep(text.charAt(at) == '"' ? quoted() : plain());
            if (at < text.length() && text.charAt(at) == between) {
                at++;
                if (at == text.length()) {
                    keep("");
                }
            } else {
                endOfLine();
            }
        }
        endOfRow();
        return new CsvTable(lines, faults);
    }

    private String plain() {
        int from = at;
        while (at < text.length() && !isEnd(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        var cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                line += c == '\n' || c == '\r' && !isNext('\n') ? 1 : 0;
                cell.append(c);
            } else if (isNext('"')) {
                at++;
                cell.append('"');
            } else {
                if (!plain().isEmpty()) {
                    fault(CsvTable.Why.TEXT_BEHIND_A_QUOTE);
                }
                return cell.toString();
            }
        }
        fault(CsvTable.Why.QUOTE_NOT_CLOSED);
        return cell.toString();
    }

    private void keep(String cell) {
        if (cell.length() > LONGEST_CELL) {
            fault(CsvTable.Why.CELL_TOO_LONG);
        } else if (cells.size() == MOST_CELLS) {
            fault(CsvTable.Why.TOO_MANY_CELLS);
        }
        if (cells.size() <= MOST_CELLS) {
            cells.add(CsvLine.asMeant(cell));
        }
    }

    private void endOfLine() {
        if (at < text.length()) {
            at += text.startsWith("\r\n", at) ? 2 : 1;
        }
        endOfRow();
        line++;
        begun = line;
    }

    private void endOfRow() {
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
            lines.add(new CsvTable.Line(begun, cells));
        }
        cells = new ArrayList<>();
    }

    private void fault(CsvTable.Why why) {
        faults.add(new CsvTable.Fault(begun, cells.size() + 1, why));
    }

    private boolean isNext(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    private boolean isEnd(char c) {
        return c == between || c == '\r' || c == '\n';
    }
}
