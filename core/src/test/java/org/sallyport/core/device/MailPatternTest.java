package org.sallyport.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailPatternTest {
    @ParameterizedTest
    @CsvSource({
        "scan@olive.example, scan@olive.example",
        "Scan@Olive.Example, scan@olive.example",
        "olive.example, olive.example",
        "@olive.example, olive.example",
        "' olive.example ', olive.example",
        "ελιά.example, xn--hxarmh.example",
    })
    void addressesAndDomainsHaveOneForm(String typed, String canonical) {
        assertThat(MailPattern.parse(typed)).map(MailPattern::value).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "olive",
                "scan@",
                "scan@olive",
                "a b@olive.example",
                "a@b@olive.example",
                "olive..example",
                ".example",
                "*@olive.example.",
                "olive.example\n",
                "<scan@olive.example>",
                "scan@[192.0.2.1]",
                "a,b.example"
            })
    void anythingElseIsNoPattern(String typed) {
        // What is only blanks around it is not in this list: a line break at the end is stripped like a blank.
        assertThat(MailPattern.parse(typed).map(MailPattern::value))
                .isEqualTo(
                        typed.strip().equals("olive.example")
                                ? java.util.Optional.of("olive.example")
                                : java.util.Optional.empty());
    }

    @Test
    void anAddressCoversItselfAndADomainAllOfItsOwn() {
        var address = new MailPattern("scan@olive.example");
        var domain = new MailPattern("olive.example");

        assertThat(address.covers("SCAN@olive.EXAMPLE")).isTrue();
        assertThat(address.covers("scan@mail.olive.example")).isFalse();
        assertThat(address.covers("scan2@olive.example")).isFalse();
        assertThat(domain.covers("anybody@Olive.example")).isTrue();
        assertThat(domain.covers("\"a@b\"@olive.example")).isTrue();
        assertThat(domain.covers("anybody@mail.olive.example")).isFalse();
        assertThat(domain.covers("anybody@olive.example.evil.example")).isFalse();
        assertThat(domain.covers("olive.example")).isFalse();
        assertThat(domain.covers("")).isFalse();
    }
}
