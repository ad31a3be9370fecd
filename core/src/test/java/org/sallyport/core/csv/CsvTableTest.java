package org.sallyport.core.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    @ParameterizedTest
    @ValueSource(strings = {"a,b\r\nc,d\r\n", "a,b\nc,d", "a,b\rc,d\r", "\uFEFFa;b\r\nc;d", "\"a\",b\n\n\nc,\"d\"\n"})
    void howeverLinesEndAndCellsAreParted(String text) {
        assertThat(read(text).faults()).isEmpty();
        assertThat(read(text).lines())
                .extracting(CsvTable.Line::cells)
                .containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void quotedCellsHoldWhatWouldEndOthers() {
        var table = read("a,\"two\r\nlines, \"\"quoted\"\"\",c\nd,,\n");

        assertThat(table.lines())
                .containsExactly(
                        new CsvTable.Line(1, List.of("a", "two\r\nlines, \"quoted\"", "c")),
                        new CsvTable.Line(3, List.of("d", "", "")));
    }

    @Test
    void whatOursWroteIsReadAsItWas() {
        var row = List.of("=1+1", "@home", "'quoted'", "a;b", "", "Ελένη, \"Λ\"", "-");

        assertThat(read(CsvLine.of(row)).lines())
                .singleElement()
                .extracting(CsvTable.Line::cells)
                .isEqualTo(row);
    }

    @Test
    void everyFaultIsNamedWithItsPlace() {
        assertThat(read("a,b\nc,\"d\"e\n").faults())
                .containsExactly(new CsvTable.Fault(2, 2, CsvTable.Why.TEXT_BEHIND_A_QUOTE));
        assertThat(read("a,b\nc,\"d\ne\n").faults())
                .containsExactly(new CsvTable.Fault(2, 2, CsvTable.Why.QUOTE_NOT_CLOSED));
        assertThat(read("a\n" + "x,".repeat(64) + "x\n").faults())
                .containsExactly(new CsvTable.Fault(2, 65, CsvTable.Why.TOO_MANY_CELLS));
        assertThat(read("a\n" + "x".repeat(10_001)).faults())
                .containsExactly(new CsvTable.Fault(2, 1, CsvTable.Why.CELL_TOO_LONG));
        assertThat(CsvTable.read("a\nb\nMüller".getBytes(ISO_8859_1)).faults())
                .containsExactly(new CsvTable.Fault(3, 0, CsvTable.Why.NOT_UTF_8));
    }

    @Test
    void anyBytesAreReadOrRefused() {
        var chance = new Random(20261123);
        var signs = "a,;\"\r\n='\uFEFFλ";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            chance.ints(chance.nextInt(12), 0, signs.length()).forEach(at -> text.append(signs.charAt(at)));
            var table = read(text.toString());
            int last = (int) text.chars().filter(c -> c == '\n' || c == '\r').count() + 1;

            assertThat(table.lines()).as(text.toString()).allMatch(line -> line.number() <= last);
            var bytes = new byte[chance.nextInt(12)];
            chance.nextBytes(bytes);
            assertThat(CsvTable.read(bytes).lines().size()).isLessThanOrEqualTo(bytes.length);
        }
    }

    private static CsvTable read(String text) {
        return CsvTable.read(text.getBytes(UTF_8));
    }
}
