package org.sallyport.core.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "192.0.2.0/24, 2001:db8::1, false",
    })
    void aNetworkHoldsItsAddressesOnly(String network, String address, boolean held) {
        assertThat(Network.parse(network).orElseThrow().contains(InetAddress.ofLiteral(address)))
                .isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "olive.example", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/a", "2001:db8::/129"})
    void whatIsNoNetworkIsNone(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @Test
    void theBitsBehindThePrefixAreCleared() {
        assertThat(Network.parse("192.0.2.77/24").orElseThrow()).hasToString("192.0.2.0/24");
    }

    @Test
    void aSourceStandsForOneLine() {
        assertThat(Source.ofLiteral("2001:db8::7").prefix().orElseThrow()).hasToString("2001:db8:0:0:0:0:0:0/64");
        assertThat(Source.ofLiteral("192.0.2.7").prefix().orElseThrow()).hasToString("192.0.2.7/32");
        assertThat(Source.ofLiteral("nonsense")).isEqualTo(Source.UNKNOWN);
    }

    @Test
    void whatIsUnknownIsUnknownForEachServerApart() {
        assertThat(Source.UNKNOWN.askedBy("cloud"))
                .isEqualTo(Source.UNKNOWN.askedBy("cloud"))
                .isNotEqualTo(Source.UNKNOWN.askedBy("printers"))
                .hasToString("unknown");
        assertThat(Source.ofLiteral("192.0.2.7").askedBy("cloud")).isEqualTo(Source.ofLiteral("192.0.2.7"));
    }

    @Test
    void nowhereIsAnAddressThatNobodyHas() {
        assertThat(Network.nowhere("")).isEqualTo(Network.NOWHERE);
        assertThat(Network.nowhere("cloud")).isNotEqualTo(Network.nowhere("printers"));
        for (var server : new String[] {"", "cloud", "printers", "dovecot-1", "Ελένη"}) {
            assertThat(Network.nowhere(server).isNowhere()).as(server).isTrue();
            assertThat(Network.nowhere(server)).asString().matches("0\\.[0-9]+\\.[0-9]+\\.[0-9]+/32");
        }
        assertThat(Network.parse("10.0.0.0/32").orElseThrow().isNowhere()).isFalse();
        assertThat(Network.parse("0.0.0.0/0").orElseThrow().isNowhere()).isFalse();
    }
}
