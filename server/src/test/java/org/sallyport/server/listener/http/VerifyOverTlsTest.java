package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.sallyport.server.listener.http.Caller.json;
import static org.sallyport.server.listener.http.Caller.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.PemFiles;

final class VerifyOverTlsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ScriptedVerifier verifier = ScriptedVerifier.remembering(ScriptedVerifier::rightOrWrong);
    private final VerifyHarness harness = new VerifyHarness();
    private CertificateFiles files = new CertificateFiles(Path.of("certificate.pem"), Path.of("key.pem"));

    @BeforeEach
    void makeACertificate(@TempDir Path folder) throws IOException, GeneralSecurityException {
        files = new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        PemFiles.write(files, "first.example");
        harness.tls = Optional.of(files);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private SSLSocket connect() throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        var address = harness.address(verifier);
        return (SSLSocket) context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
    }

    private String shownName() throws IOException, GeneralSecurityException {
        try (var socket = connect()) {
            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        }
    }

    @Test
    void verdictsAreGiven() throws IOException, GeneralSecurityException {
        try (var caller = Caller.over(connect())) {
            assertThat(caller.ask("right").status()).isEqualTo(200);
            assertThat(caller.ask("wrong").status()).isEqualTo(401);
        }
    }

    @Test
    void aRefusalArrivesBeforeTheConnectionCloses() throws IOException, GeneralSecurityException {
        try (var caller = Caller.over(connect())) {
            assertThat(caller.send(request(json("right"), "")).answer().status())
                    .isEqualTo(403);
            assertThat(caller.isClosed()).isTrue();
        }
    }

    @Test
    void aReplacedCertificateIsShownWithoutARestart() throws Exception {
        assertThat(shownName()).isEqualTo("CN=first.example");

        PemFiles.write(files, "second.example");

        await().atMost(LONG).until(() -> shownName().equals("CN=second.example"));
    }

    @Test
    void aConnectionIsServedAcrossTheReplacementOfTheCertificate() throws Exception {
        try (var caller = Caller.over(connect())) {
            assertThat(caller.ask("right").status()).isEqualTo(200);

            PemFiles.write(files, "second.example");
            await().atMost(LONG).until(() -> shownName().equals("CN=second.example"));

            assertThat(caller.ask("right").status()).isEqualTo(200);
            assertThat(caller.ask("wrong").status()).isEqualTo(401);
        }
    }

    @Test
    void aMissingCertificateStopsTheStart() throws IOException {
        Files.delete(files.certificate());

        assertThatThrownBy(() -> harness.address(verifier))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("certificate.pem is not there or may not be read");
    }

    @Test
    void whoeverNeverFinishesTheHandshakeIsCut() throws IOException {
        harness.deadlines = new Deadlines(Duration.ofMillis(300), LONG, LONG, LONG);
        try (var caller = harness.caller(verifier)) {
            caller.send(new byte[] {0x16, 0x03, 0x01});

            assertThat(caller.isClosed()).isTrue();
        }
    }

    @Test
    void whoeverSpeaksInClearLearnsNothing() throws IOException {
        try (var caller = harness.caller(verifier)) {
            caller.send(request(json("right")));

            assertThat(caller.isClosed()).isTrue();
            assertThat(verifier.asked).isEmpty();
        }
    }

    /// Takes any certificate: what is asked here is which one is shown.
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
