package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://apps.olive.example, https://apps.olive.example, true",
        "https://Apps.Olive.Example/, https://apps.olive.example, true",
        "https://apps.olive.example:443, https://apps.olive.example, true",
        "https://apps.olive.example:8443, https://apps.olive.example:8443, true",
        "http://localhost:80, http://localhost, true",
        "http://localhost:8080, http://localhost:8080, true",
        "http://apps.localhost:8080, http://apps.localhost:8080, true",
        "http://apps.olive.example, http://apps.olive.example, false",
        "https://192.0.2.7, https://192.0.2.7, false",
        "https://[2001:db8::7]:8443, https://[2001:db8::7]:8443, false",
    })
    void theOriginIsAsBrowsersWriteItAndPasskeysNeedAName(String url, String origin, boolean passkeys) {
        var settings = new WebSettings(
                URI.create(url),
                "Olive & Pine",
                InetSocketAddress.createUnresolved("localhost", 0),
                Optional.empty(),
                WebSettings.Sessions.standard(),
                ZoneOffset.UTC,
                Set.of());

        assertThat(settings.origin()).isEqualTo(origin);
        assertThat(settings.canHavePasskeys()).isEqualTo(passkeys);
    }
}
