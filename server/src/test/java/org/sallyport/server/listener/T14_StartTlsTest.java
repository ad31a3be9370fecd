package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever sits in between can write behind the STARTTLS of a caller; none of that is ever executed.
final class T14_StartTlsTest {
    private final House house = new House();

    @BeforeEach
    void offerStartTls(@TempDir Path folder) throws IOException, GeneralSecurityException {
        var files = new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        PemFiles.write(files, "mail.example");
        house.tls = Optional.of(new TlsSettings(List.of(files), List.of()));
        house.places = List.of(House.loopback(TlsStart.ON_REQUEST));
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private Socket atTheSwitch() throws IOException {
        var socket = house.connect();
        var peer = Peer.over(socket);
        assertThat(peer.line()).endsWith("in clear");
        assertThat(peer.send("STARTTLS\n").line()).isEqualTo("go ahead");
        return socket;
    }

    @Test
    void aNewConversationBeginsBehindTls() throws IOException, GeneralSecurityException {
        try (var peer = Peer.over(Peer.tls(atTheSwitch(), "mail.example"))) {
            assertThat(peer.send("one\n").line()).endsWith("encrypted");
            assertThat(peer.line()).isEqualTo("one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\n", "A LOGIN eleni secret\n", "STARTTLS\n", "\u0016\u0003\u0001\u0002", "\0"})
    void whatCameInTheSameSegmentClosesTheConnectionUnread(String injected) throws IOException {
        var peer = house.caller();
        peer.line();

        peer.send("STARTTLS\n" + injected);

        assertThat(peer.line()).isEmpty();
        assertThat(peer.isClosed()).isTrue();
        assertThat(house.flock.heard).containsExactly("STARTTLS");
    }

    @Test
    void whatIsNoTlsAfterTheSwitchClosesTheConnectionUnread() throws IOException {
        try (var peer = Peer.over(atTheSwitch())) {
            peer.send("A LOGIN eleni secret\n".repeat(10));

            assertThat(peer.isClosed()).isTrue();
            assertThat(house.flock.heard).containsExactly("STARTTLS");
        }
    }

    @Test
    void tlsCannotBeginTwice() throws IOException, GeneralSecurityException {
        try (var peer = Peer.over(Peer.tls(atTheSwitch(), "mail.example"))) {
            assertThat(peer.line()).endsWith("encrypted");

            assertThat(peer.send("STARTTLS\n").isClosed()).isTrue();
        }
    }

    @Test
    void whoeverHadProvedWhoItIsMakesRoomAgain() throws IOException {
        house.caps = new Caps(1, 10, 10);
        var known = house.caller();
        known.line();
        assertThat(known.send("it is me\n").line()).isEqualTo("welcome");
        assertThat(house.caller().isClosed()).isTrue();

        assertThat(known.send("STARTTLS\n").line()).isEqualTo("go ahead");

        assertThat(house.caller().line()).startsWith("hello ");
        assertThat(known.isClosed()).isTrue();
    }
}
