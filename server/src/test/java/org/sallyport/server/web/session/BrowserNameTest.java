package org.sallyport.server.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.caller.ClientName;

class BrowserNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox (Linux)
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 | Chrome (Windows)
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0 | Edge (Windows)
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15 | Safari (Mac)
            Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1 | Chrome (iPhone)
            Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36 | Samsung Internet (Android)
            curl/8.14.1 | curl
            """)
    void aBrowserIsCalledWhatPeopleCallIt(String userAgent, String name) {
        assertThat(BrowserName.of(userAgent).map(ClientName::value)).contains(name);
    }

    @Test
    void whatSaysNothingHasNoName() {
        assertThat(BrowserName.of("")).isEmpty();
        assertThat(BrowserName.of(" \u0000\u202e ")).isEmpty();
    }

    @Test
    void T31_aNameIsShortAndOneLine() {
        assertThat(BrowserName.of("x".repeat(5000)).orElseThrow().value()).hasSizeLessThanOrEqualTo(64);
        assertThat(BrowserName.of("evil\r\nSet-Cookie:1").orElseThrow().value()).isEqualTo("evil");
    }
}
