package org.sallyport.server.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.telephone.NumberingPlan.Reading;

class WorldNumbersTest {
    private final WorldNumbers plan = new WorldNumbers();

    @ParameterizedTest
    @CsvSource({
        "690 123 4567, GR, +306901234567",
        "6901234567, GR, +306901234567",
        "+30 690-123-4567, GB, +306901234567",
        "0030 6901234567, GR, +306901234567",
        "(210) 123 4567, GR, +302101234567",
        "99 123456, CY, +35799123456",
        "07400 123456, GB, +447400123456",
        "(202) 456-1111, US, +12024561111",
        "６９０１２３４５６７, GR, +306901234567"
    })
    void aNumberIsUnderstoodAsItIsWrittenThere(String typed, String country, String number) {
        assertThat(plan.read(typed, country))
                .isInstanceOfSatisfying(
                        Reading.Understood.class,
                        understood -> assertThat(understood.number()).isEqualTo(new PhoneNumber(number)));
    }

    @Test
    void aFixedLineTakesNoTexts() {
        assertThat(plan.read("210 123 4567", "GR"))
                .isEqualTo(new Reading.Understood(new PhoneNumber("+302101234567"), Optional.of("GR"), false));
        assertThat(plan.read("690 123 4567", "GR"))
                .isEqualTo(new Reading.Understood(new PhoneNumber("+306901234567"), Optional.of("GR"), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "eleni", "+", "eleni@olive.example", "+999 123456789", "6901234567 ext. 12"})
    void whatIsNoNumberIsNone(String typed) {
        assertThat(plan.read(typed, "GR")).isIn(new Reading.NoNumber(), new Reading.TooShort());
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(plan.read("690 123", "GR")).isEqualTo(new Reading.TooShort());
        assertThat(plan.read("690 123 4567 890", "GR")).isEqualTo(new Reading.TooLong());
        assertThat(plan.read("1".repeat(500), "GR")).isEqualTo(new Reading.TooLong());
        assertThat(plan.read("310 123 4567", "GR")).isEqualTo(new Reading.NotInUse());
        assertThat(plan.read("901 123 4567", "GR")).isEqualTo(new Reading.NoPersons());
        assertThat(plan.read("800 123 4567", "GR")).isEqualTo(new Reading.NoPersons());
    }

    @Test
    void everyCountryHasItsCode() {
        assertThat(plan.callingCode("GR")).isEqualTo(30);
        assertThat(plan.callingCode("CY")).isEqualTo(357);
        assertThat(plan.countryOf(new PhoneNumber("+447400123456"))).contains("GB");
        // Satellites and other numbers of no country.
        assertThat(plan.countryOf(new PhoneNumber("+870773111632"))).isEmpty();
    }

    @Test
    void everythingThatIsTypedIsReadAsSomething() {
        for (int c = 0; c < 0x3000; c++) {
            var typed = String.format(Locale.ROOT, "+30 69%c1234567", c);
            assertThat(plan.read(typed, "GR")).isNotNull();
        }
    }
}
