package org.sallyport.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
    @ParameterizedTest
    @CsvSource({
        "eleni@olive.example, eleni@olive.example",
        "Eleni@Olive.EXAMPLE, eleni@olive.example",
        "ΕΛΕΝΗ, ελενη",
        "Ｅleni, eleni",
        "cafe\u0301, café",
        "ΝΊΚΟΣ, νίκος",
    })
    void everySpellingIsOneName(String typed, String canonical) {
        assertThat(Username.parse(typed).map(Username::canonical)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "eleni ",
                "el eni",
                "eleni\u0000",
                "eleni\r\n",
                "eleni\u200b",
                "ele\u202eni",
                "el\u00adeni",
                "\u2460",
                "ﬁona",
                "\ud800",
                "el\u0007",
                "𝓮leni"
            })
    void whatCanBeNoNameIsNone(String typed) {
        assertThat(Username.parse(typed)).isEmpty();
    }

    @Test
    void aNameOfMoreThan254CharactersIsNone() {
        assertThat(Username.parse("a".repeat(254))).isPresent();
        assertThat(Username.parse("a".repeat(255))).isEmpty();
    }

    @Test
    void rightToLeftNamesKeepTheBidiRule() {
        assertThat(Username.parse("אבג")).isPresent();
        assertThat(Username.parse("אaב")).isEmpty();
    }

    @Test
    void theCanonicalFormOfACanonicalFormIsItself() {
        for (var typed : new String[] {"ΆΝΝΑ@ΕΛΙΆ.GR", "ÅSA", "ŻÓŁĆ", "İbrahim"}) {
            var once = Username.parse(typed).orElseThrow().canonical();
            assertThat(Username.parse(once).map(Username::canonical)).contains(once);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eleni@olive.example", "e@x", "first.last+tag@sub.olive.example", "ελένη@παράδειγμα.ελ"})
    void mailAddressesAreRead(String typed) {
        assertThat(EmailAddress.parse(typed)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eleni",
                "@olive.example",
                "eleni@",
                "a b@olive.example",
                "eleni@olive.example\r\nBcc: x@y",
                "<eleni@olive.example>",
                "eleni@-olive.example",
                "\"a\"@olive.example",
                "a@b@c"
            })
    void whatCouldInjectAHeaderIsNoAddress(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Test
    void anAddressPrintsMasked() {
        assertThat(new EmailAddress("eleni.home@pine.example")).hasToString("e•••••@pine.example");
    }
}
