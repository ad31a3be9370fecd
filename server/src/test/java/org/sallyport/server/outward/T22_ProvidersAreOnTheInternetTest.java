package org.sallyport.server.outward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.caller.Network;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.listener.PemFiles;

class T22_ProvidersAreOnTheInternetTest {
    private static final Reach INTERNET = reach();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                "127.1.2.3",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "0.0.0.0",
                "0",
                "[::]",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                "169.254.169.254",
                "[::ffff:169.254.169.254]",
                "2852039166",
                "0xa9fea9fe",
                "[fe80::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[fec0::1]",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.2.1",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "[ff02::1]",
                "[2001:db8::1]",
                "no-such-host.invalid"
            })
    void noAddressElsewhereIsConnectedTo(String host) {
        assertThatThrownBy(() -> INTERNET.of(host)).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "[2606:4700::1111]"})
    void anAddressOnTheInternetIs(String host) {
        assertThatCode(() -> INTERNET.of(host)).doesNotThrowAnyException();
    }

    @Test
    void aNetworkThatIsNamedIsReached() {
        var reach = reach(Network.parse("10.20.0.0/16").orElseThrow());

        assertThatCode(() -> reach.of("10.20.3.4")).doesNotThrowAnyException();
        assertThatThrownBy(() -> reach.of("10.21.3.4")).isInstanceOf(Unavailable.class);
    }

    @Test
    void thisMachineIsReachedWhereItIsNamedItself() {
        assertThatCode(() -> INTERNET.towards("localhost").of("localhost")).doesNotThrowAnyException();
        assertThatThrownBy(() -> INTERNET.towards("sms.example").of("127.0.0.1"))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void aCertificateOfTheNameIsTrusted() throws IOException, GeneralSecurityException {
        var context = context("localhost");
        try (var responder = Responder.secure(context)) {
            assertThat(post(responder.url(), context.getSocketFactory())).isEqualTo(201);
        }
    }

    @Test
    void aCertificateOfAnotherNameGetsNothing() throws IOException, GeneralSecurityException {
        var context = context("elsewhere.example");
        try (var responder = Responder.secure(context)) {
            assertThatThrownBy(() -> post(responder.url(), context.getSocketFactory()))
                    .isInstanceOf(Unavailable.class);
            assertThat(responder.asked()).isEmpty();
        }
    }

    @Test
    void aCertificateThatNobodyTrustsGetsNothing() throws IOException, GeneralSecurityException {
        try (var responder = Responder.secure(context("localhost"))) {
            assertThatThrownBy(() -> post(responder.url(), (SSLSocketFactory) SSLSocketFactory.getDefault()))
                    .isInstanceOf(Unavailable.class);
            assertThat(responder.asked()).isEmpty();
        }
    }

    @Test
    void whoeverDoesNotAnswerIsLeftInTime() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var url = URI.create("http://localhost:" + silent.getLocalPort());

            assertThatThrownBy(() -> post(url, (SSLSocketFactory) SSLSocketFactory.getDefault()))
                    .isInstanceOf(IOException.class);
        }
    }

    private static Reach reach(Network... privately) {
        return new Reach("telephone", "phone.networks", List.of(privately));
    }

    private static int post(URI url, SSLSocketFactory tls) throws IOException {
        return new Post(INTERNET.towards("localhost"), tls, Duration.ofSeconds(2))
                .send(url, List.of(), "application/json", "{}");
    }

    /// A context that shows, and trusts, a certificate for this host.
    private SSLContext context(String host) throws IOException, GeneralSecurityException {
        var files = PemFiles.in(folder, host);
        return TestContext.showing(files, files.certificate());
    }
}
