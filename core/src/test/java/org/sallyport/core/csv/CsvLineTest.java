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
        assertThat(CsvLine.of(List.of("=a,b", "\r=1"))).isEqualTo("\"'=a,b\",\"'\r=1\"\r\n");
    }
}
