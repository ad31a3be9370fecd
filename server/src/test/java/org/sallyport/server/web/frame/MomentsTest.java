package org.sallyport.server.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.server.web.WebSettings;

class MomentsTest {
    private final Moments moments = new Moments(new WebSettings(
            URI.create("https://apps.olive.example"),
            "Olive & Pine",
            new InetSocketAddress(0),
            Optional.empty(),
            WebSettings.Sessions.standard(),
            ZoneId.of("Europe/Athens"),
            Set.of()));

    @ParameterizedTest
    @CsvSource({
        "en, 2026-11-22T12:05:00Z, '22 Nov 2026, 14:05'",
        "el, 2026-11-22T12:05:00Z, '22 Νοε 2026, 14:05'",
        "el, 2026-11-22T00:37:00Z, '22 Νοε 2026, 02:37'",
    })
    void aTimeIsWrittenWithHoursOfADayAndNoStopAtItsEnd(String language, Instant at, String written) {
        assertThat(moments.dayAndTime(at, Locale.of(language))).isEqualTo(written);
    }

    @Test
    void anEndAtMidnightIsTheDayBefore() {
        assertThat(moments.end(Instant.parse("2026-11-22T22:00:00Z"), Locale.ENGLISH))
                .isEqualTo("22 Nov 2026");
    }
}
