package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;

/// A PROXY header is believed where it was configured and nowhere else, and where it is required it is required. No
/// header, however broken, leads to a conversation without an address: rules about networks would be skipped.
final class T21_ProxyHeaderTest {
    private static final int CASES = 10_000;
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
    private static final byte LOCAL = 0x20;
    private static final byte PROXY = 0x21;
    private static final byte TCP_OVER_IPV4 = 0x11;
    private static final byte UNIX_STREAM = 0x31;

    private final House house = new House();

    @AfterEach
    void stop() {
        house.close();
    }

    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }

    private Peer trusted() throws IOException {
        house.proxies = List.of(network("127.0.0.0/8"));
        return house.caller();
    }

    private static byte[] version2(byte command, byte family, byte[] rest) {
        var header = new ByteArrayOutputStream();
        header.writeBytes(SIGNATURE);
        header.write(command);
        header.write(family);
        header.write(rest.length >> 8);
        header.write(rest.length);
        header.writeBytes(rest);
        return header.toByteArray();
    }

    private static byte[] overIpv4() {
        return version2(PROXY, TCP_OVER_IPV4, new byte[] {(byte) 192, 0, 2, 7, 10, 0, 0, 1, 4, 0, 1, (byte) 143});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 192.0.2.7 10.0.0.1 1024 143\r\n",
                "PROXY TCP6 ::ffff:192.0.2.7 ::1 1024 143\r\n",
            })
    void aTrustedProxySaysWhereTheCallerIs(String header) throws IOException {
        assertThat(trusted().send(header).line()).isEqualTo("hello 192.0.2.7 in clear");
    }

    @Test
    void aTrustedProxySaysSoInVersion2() throws IOException {
        assertThat(trusted().send(overIpv4()).line()).isEqualTo("hello 192.0.2.7 in clear");
    }

    @Test
    void whatComesBehindTheHeaderIsHeard() throws IOException {
        var peer = trusted().send("PROXY TCP4 192.0.2.7 10.0.0.1 1024 143\r\none\n");

        assertThat(peer.line()).startsWith("hello ");
        assertThat(peer.line()).isEqualTo("one");
    }

    static List<byte[]> headersOfTheProxyItself() {
        return List.of(
                "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII),
                "PROXY UNKNOWN 192.0.2.7 192.0.2.8 1 2\r\n".getBytes(StandardCharsets.US_ASCII),
                version2(LOCAL, (byte) 0, new byte[0]),
                version2(LOCAL, TCP_OVER_IPV4, new byte[] {(byte) 192, 0, 2, 7, 10, 0, 0, 1, 4, 0, 1, (byte) 143}),
                version2(PROXY, (byte) 0, new byte[0]),
                version2(PROXY, UNIX_STREAM, new byte[216]));
    }

    @ParameterizedTest
    @MethodSource("headersOfTheProxyItself")
    void aProxyThatSpeaksForItselfIsTheSource(byte[] header) throws IOException {
        assertThat(trusted().send(header).line()).isEqualTo("hello 127.0.0.1 in clear");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\n",
                "PROXY\r\n",
                "PROXY TCP4 192.0.2.7\r\n",
                "PROXY TCP4 nowhere 10.0.0.1 1024 143\r\n",
                "PROXY TCP4 192.0.2.7 10.0.0.1 1024 70000\r\n",
                "PROXY TCP4 2001:db8::7 10.0.0.1 1024 143\r\n",
                "PROXY TCP5 192.0.2.7 10.0.0.1 1024 143\r\n",
                "proxy TCP4 192.0.2.7 10.0.0.1 1024 143\r\n",
                "GET / HTTP/1.1\r\nX-Forwarded-For: 192.0.2.7\r\n\r\n",
            })
    void aTrustedProxyWithoutAGoodHeaderIsClosedUnheard(String instead) throws IOException {
        var peer = trusted().send(instead);

        assertThat(peer.line()).isEmpty();
        assertThat(peer.isClosed()).isTrue();
        assertThat(house.flock.heard).isEmpty();
    }

    @Test
    void aHeaderFromAnywhereElseIsOnlyWhatSomebodySays() throws IOException {
        house.proxies = List.of(network("192.0.2.0/24"));
        var peer = house.caller().send("PROXY TCP4 198.51.100.9 10.0.0.1 1024 143\r\n");

        assertThat(peer.line()).isEqualTo("hello 127.0.0.1 in clear");
        assertThat(peer.line()).startsWith("PROXY TCP4");
    }

    @Test
    void aSecondHeaderIsOnlyWhatSomebodySays() throws IOException {
        var peer = trusted()
                .send("PROXY TCP4 192.0.2.7 10.0.0.1 1024 143\r\nPROXY TCP4 198.51.100.9 10.0.0.1 1024 143\r\n");

        assertThat(peer.line()).isEqualTo("hello 192.0.2.7 in clear");
        assertThat(peer.line()).startsWith("PROXY TCP4 198.51.100.9");
    }

    @Test
    void aHeaderThatNeverEndsIsCutAtTheDeadline() throws IOException {
        house.deadlines = new Deadlines(
                java.time.Duration.ofMillis(200),
                java.time.Duration.ofMinutes(1),
                java.time.Duration.ofMinutes(1),
                java.time.Duration.ofMinutes(1));

        assertThat(trusted().send("PROXY TCP4 192.0.2.7").isClosed()).isTrue();
    }

    /// Seeded, so that a case that fails once fails again.
    @Test
    void noBrokenHeaderEverLeadsToAConversationWithoutAnAddress() {
        var random = new Random(21);
        var samples = new ArrayList<>(headersOfTheProxyItself());
        samples.add(overIpv4());
        samples.add("PROXY TCP4 192.0.2.7 10.0.0.1 1024 143\r\n".getBytes(StandardCharsets.US_ASCII));
        var sources = new ArrayList<Source>();
        var premises = new Premises(
                new ListenerSettings(
                        "test",
                        List.of(House.loopback(TlsStart.NEVER)),
                        Optional.empty(),
                        new Networks(List.of(network("127.0.0.1")), List.of()),
                        Caps.DEFAULT,
                        Deadlines.DEFAULT),
                caller -> {
                    sources.add(caller.source());
                    return new Parrot.Flock().begin(caller);
                });

        for (int i = 0; i < CASES; i++) {
            var channel = new FromLoopback();
            channel.pipeline().addLast(new Entrance(premises, House.loopback(TlsStart.NEVER), channel));
            channel.pipeline().fireChannelActive();
            channel.writeInbound(Unpooled.wrappedBuffer(mutated(samples.get(i % samples.size()), random)));
            channel.finishAndReleaseAll();
        }

        assertThat(sources).isNotEmpty().allMatch(source -> source.address().isPresent());
    }

    private static byte[] mutated(byte[] sample, Random random) {
        var bytes = sample.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 4)) : bytes;
    }

    /// A channel without a socket, connected from this machine.
    private static final class FromLoopback extends EmbeddedChannel {
        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1024);
        }
    }
}
