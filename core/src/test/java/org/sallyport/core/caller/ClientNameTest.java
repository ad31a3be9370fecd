package org.sallyport.core.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"Thunderbird 102", "Ταχυδρομείο 3", "メール", "K-9 😀", "<b>&'"})
    void aLineThatFitsStaysWhatItIs(String sent) {
        assertThat(name(sent)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thunder bird",
                " \t Thunder \r\n bird \n",
                "Thun\u202eder\u200b \u2066bird\u2069",
                "Thun\0der\u001b \u0085bird",
                "Thunder\u2028\u2029bird\ufeff",
                "Thunder\u00a0\u3000bird",
                "Thun\ud800der \udc00bird\ue000"
            })
    void T31_whatCouldForgeAPageOrALineIsDropped(String sent) {
        assertThat(name(sent)).isEqualTo("Thunder bird");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n", "\u202e\u200b", "\ud83d"})
    void whatLeavesNothingIsNoName(String sent) {
        assertThat(ClientName.of(sent)).isEmpty();
        assertThatThrownBy(() -> new ClientName(sent)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mail”. Sign in again “", "Mail». Sign in again «", "\"Mail\". Sign „in‟ again ''＂"})
    void noNameEndsTheQuotationItStandsIn(String sent) {
        assertThat(name(sent)).startsWith("Mail. Sign in again").doesNotContainPattern("[\"“”«»„‟＂]");
    }

    @Test
    void whatIsTooLongIsCutOff() {
        assertThat(name("a".repeat(10_000))).isEqualTo("a".repeat(64));
        assertThat(name("a".repeat(64))).isEqualTo("a".repeat(64));
    }

    @Test
    void noCharacterIsCutInTwo() {
        assertThat(name("a".repeat(63) + "😀b")).isEqualTo("a".repeat(63));
        assertThat(name("a".repeat(62) + "😀b")).isEqualTo("a".repeat(62) + "😀");
    }

    @Test
    void noBlankIsLeftWhereItWasCut() {
        assertThat(name("a".repeat(63) + " b")).isEqualTo("a".repeat(63));
    }

    @Test
    void theNameOfANameIsItself() {
        for (int c = 0; c < 0x11_0000; c++) {
            var sent = "a " + Character.toString(c) + " " + Character.toString(c) + "b";
            assertThat(name(name(sent))).isEqualTo(name(sent));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thunderbird",
                "Thunderbird 102.15.1",
                "Mac OS X Mail 16.0 (3731.700.6)",
                "iPhone Mail 21A329",
                "K-9 Mail 6.8",
                "Αλληλογραφία 2"
            })
    void anOrdinaryNameIsFitForMail(String sent) {
        assertThat(new ClientName(sent).isFitForMail()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "http://evil.example/reset",
                "www.evil.example 1.0",
                "admin@evil.example",
                "Call 2101234567",
                "Call +30 210 123 4567",
                "Thunderbird <b>102</b>",
                "Your password has run out so write it to us today",
                "1.2.3.4",
                "a/b",
                "evil。example"
            })
    void whatCouldLeadSomewhereIsNotFitForMail(String sent) {
        assertThat(new ClientName(sent).isFitForMail()).isFalse();
    }

    private static String name(String sent) {
        return ClientName.of(sent).orElseThrow().value();
    }
}
