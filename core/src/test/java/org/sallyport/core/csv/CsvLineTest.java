package org.sallyport.core.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
    @Test
    void cellsStandBetweenCommas() {
        assertThat(CsvLine.of(List.of("eleni", "", "Ελένη Παπαδάκη"))).isEqualTo("eleni,,Ελένη Παπαδάκη\r\n");
    }

    @Test
    void whatWouldEndACellIsQuoted() {
        assertThat(CsvLine.of(List.of("a,b", "say \"hi\"", "two\nlines")))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum(a1)", "\t=1"})
    void noCellIsAFormula(String text) {
        assertThat(CsvLine.of(List.of(text))).isEqualTo("'" + text + "\r\n");
    }

    @Test
    void aQuotedCellIsNoFormulaEither() {
        assertThat(CsvLine.of(List.of("=a,b", "\r=1"))).isEqualTo("\"'=a,b\",\"'\r'=1\"\r\n");
    }

    @Test
    void noFormulaComesToStandInACellOfItsOwnWhereSemicolonsEndThem() {
        assertThat(CsvLine.of(List.of("Sales;=1", "a\n+1", "b;c", "d-e;'@f")))
                .isEqualTo("Sales;'=1,\"a\n'+1\",b;c,d-e;''@f\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "'=1", "''=1", "a;=1", "a;'=1", "\r\n=", ";;-", "'", "';'", "a\n'\r'=", ""})
    void whatIsReadIsWhatWasWritten(String text) {
        var line = CsvLine.of(List.of(text));
        var cell = line.substring(0, line.length() - 2);
        var read = cell.startsWith("\"") ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;

        assertThat(CsvLine.asMeant(read)).isEqualTo(text);
    }
}
