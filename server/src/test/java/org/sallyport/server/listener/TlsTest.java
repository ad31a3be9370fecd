package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final House house = new House();

    @BeforeEach
    void makeTwoCertificates(@TempDir Path folder) throws IOException, GeneralSecurityException {
        var first = new CertificateFiles(folder.resolve("first.pem"), folder.resolve("first.key"));
        var second = new CertificateFiles(folder.resolve("second.pem"), folder.resolve("second.key"));
        PemFiles.write(first, "mail.example");
        PemFiles.write(second, "directory.example");
        house.tls = Optional.of(new TlsSettings(List.of(first, second), List.of("parrot")));
        house.places = List.of(House.loopback(TlsStart.AT_ONCE));
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private String shownTo(String server) throws IOException, GeneralSecurityException {
        try (var socket = Peer.tls(house.connect(), server)) {
            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        }
    }

    @Test
    void aCallerIsShownTheCertificateOfTheServerItNames() throws IOException, GeneralSecurityException {
        assertThat(shownTo("mail.example")).isEqualTo("CN=mail.example");
        assertThat(shownTo("directory.example")).isEqualTo("CN=directory.example");
        assertThat(shownTo("stranger.example")).isEqualTo("CN=mail.example");
    }

    @Test
    void theConversationKnowsThatItIsEncrypted() throws IOException, GeneralSecurityException {
        try (var peer = Peer.over(Peer.tls(house.connect(), "mail.example"))) {
            assertThat(peer.send("one\n").line()).endsWith("encrypted");
            assertThat(peer.line()).isEqualTo("one");
        }
    }

    @Test
    void T44_whoeverWantsAnotherProtocolIsRefused() throws IOException, GeneralSecurityException {
        try (var socket = Peer.tls(house.connect(), "mail.example", "h2", "http/1.1")) {
            assertThatThrownBy(socket::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("no_application_protocol");
        }
    }

    @Test
    void T44_whoeverWantsThisProtocolIsToldSo() throws IOException, GeneralSecurityException {
        try (var socket = Peer.tls(house.connect(), "mail.example", "h2", "parrot")) {
            socket.startHandshake();

            assertThat(socket.getApplicationProtocol()).isEqualTo("parrot");
        }
    }

    @Test
    void T44_whoeverWantsAnyProtocolIsRefusedWhereThisOneHasNoName() throws IOException, GeneralSecurityException {
        house.tls = house.tls.map(tls -> new TlsSettings(tls.certificates(), List.of()));
        try (var socket = Peer.tls(house.connect(), "mail.example", "http/1.1")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"})
    void tls12WithoutAuthenticatedEncryptionIsRefused(String suite) throws IOException, GeneralSecurityException {
        try (var socket = Peer.tls(house.connect(), "mail.example")) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void tls12AndTls13AreSpoken(String version) throws IOException, GeneralSecurityException {
        try (var socket = Peer.tls(house.connect(), "mail.example")) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(socket.getSession().getCipherSuite()).containsAnyOf("_GCM_", "CHACHA20");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001\u0000\u0000",
                "\u0015\u0003\u0003\u0000\u0002\u0001\u0000",
                "\u0016\u0003\u0001\u0000\u0004\u0001\u0000\u0000\u0000"
            })
    void T44_whateverIsNoClientHelloClosesTheConnection(String bytes) throws IOException {
        var peer = house.caller().send(bytes.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(peer.isClosed()).isTrue();
        assertThat(house.flock.heard).isEmpty();
    }

    @Test
    void T19_aHelloBeyondAllMeasureClosesTheConnection() throws IOException {
        // One megabyte is announced; nothing of it is waited for.
        var peer = house.caller()
                .send(new byte[] {22, 3, 1, 0x40, 0, 1, 0x10, 0, 0})
                .send(new byte[0x4000 - 4]);

        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void T19_aHelloOfManyRecordsIsNotGatheredWithoutAnEnd() throws IOException {
        // 64 KiB are announced, in records of 4 KiB: sixteen would have to be kept.
        var peer =
                house.caller().send(new byte[] {22, 3, 1, 0x10, 0, 1, 1, 0, 0}).send(new byte[0x1000 - 4]);

        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void T19_aHelloWithAVeryLongNameOfAServerIsAnsweredLikeAnyOther() throws IOException, GeneralSecurityException {
        var labels = "a".repeat(60) + ".";

        assertThat(shownTo(labels.repeat(4) + "example")).isEqualTo("CN=mail.example");
    }

    @Test
    void T19_nobodyNegotiatesASecondTime() throws IOException, GeneralSecurityException {
        try (var socket = Peer.tls(house.connect(), "mail.example")) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            var peer = Peer.over(socket);
            assertThat(peer.send("one\n").line()).endsWith("encrypted");
            assertThat(peer.line()).isEqualTo("one");

            // RFC 5246 section 7.4.1.2: a ClientHello at any time asks for another handshake.
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        peer.send("two\n").line();
                    })
                    .isInstanceOf(IOException.class);
            assertThat(house.flock.heard).containsExactly("one");
        }
    }

    @Test
    void T18_aHandshakeThatDripsIsCutAtItsDeadline() throws IOException {
        house.deadlines = new Deadlines(Duration.ofMillis(300), LONG, LONG, LONG, LONG, LONG);

        assertThat(house.caller().send(new byte[] {22, 3, 1}).isClosed()).isTrue();
    }
}
