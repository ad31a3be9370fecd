package org.sallyport.server.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.caller.Network;
import org.sallyport.server.web.WebSettings;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {
    private final ClientAddress addresses = new ClientAddress(new WebSettings(
            URI.create("https://apps.olive.example"),
            "Olive & Pine",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Optional.empty(),
            WebSettings.Sessions.standard(),
            ZoneOffset.UTC,
            Set.of(Network.parse("10.0.0.0/8").orElseThrow())));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // peer | first header line | second header line | what counts
                "198.51.100.1 | 192.0.2.1          |           | 198.51.100.1",
                "10.0.0.1     | 192.0.2.1          |           | 192.0.2.1",
                "10.0.0.1     | 192.0.2.1, 10.0.0.2|           | 192.0.2.1",
                "10.0.0.1     | 203.0.113.9        | 192.0.2.1 | 192.0.2.1",
                "10.0.0.1     | 192.0.2.1, nonsense|           | 10.0.0.1",
                "10.0.0.1     |                    |           | 10.0.0.1",
            })
    void T21_onlyTheWordOfOurOwnProxiesCounts(String peer, String first, String second, String expected) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        for (var line : new String[] {first, second}) {
            if (line != null) {
                request.addHeader("X-Forwarded-For", line);
            }
        }
        assertThat(addresses.of(request)).hasToString(expected);
    }
}
