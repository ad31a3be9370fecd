package org.sallyport.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.config.Mail;
import org.sallyport.server.config.Mail.Security;
import org.sallyport.server.outward.Trust;

class SmtpRelayTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private final MailComposer composer = new MailComposer(new MailSettings(
            new EmailAddress("no-reply@olive.example"),
            "Olive & Pine",
            URI.create("https://mfa.olive.example"),
            ZoneOffset.UTC));
    private final Notice notice = Notice.of(
            Notice.Kind.CONTACT_CODE,
            new EmailAddress("eleni@olive.example"),
            Locale.of("el"),
            Map.of("code", "482913", "minutes", "10"),
            NOW);

    @Test
    void aMessageIsHandedOver() throws Exception {
        try (var relay = plain(List.of(), Map.of())) {
            var fate = to(relay, Security.NONE, Optional.empty())
                    .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice)));

            assertThat(fate).isEqualTo(new Delivery.Fate.Sent());
            assertThat(relay.heard())
                    .contains("MAIL FROM:<no-reply@olive.example>", "RCPT TO:<eleni@olive.example>", "DATA", ".")
                    .anyMatch(line -> line.startsWith("Message-ID: <" + notice.id()));
        }
    }

    @Test
    void aRelayThatIsBusyIsAskedAgain() throws Exception {
        try (var relay = plain(List.of(), Map.of("MAIL", "451 4.3.0 try later"))) {
            assertThatThrownBy(() -> to(relay, Security.NONE, Optional.empty())
                            .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice))))
                    .isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void aRelayThatCannotBeReachedIsAskedAgain() throws Exception {
        var closed = plain(List.of(), Map.of());
        closed.close();

        assertThatThrownBy(() -> to(closed, Security.NONE, Optional.empty())
                        .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice))))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void anAddressThatNobodyHasIsRefusedForGood() throws Exception {
        try (var relay = plain(List.of(), Map.of("RCPT", "550 5.1.1 no such mailbox"))) {
            assertThat(to(relay, Security.NONE, Optional.empty())
                            .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice))))
                    .isEqualTo(new Delivery.Fate.Refused("550 5.1.1 no such mailbox"));
        }
    }

    @Test
    void whatIsSaidOfAnAddressIsKeptWithoutIt() throws Exception {
        try (var relay = plain(List.of(), Map.of("RCPT", "550 5.1.1 <eleni@olive.example>: unknown user"))) {
            assertThat(to(relay, Security.NONE, Optional.empty())
                            .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice))))
                    .isEqualTo(new Delivery.Fate.Refused("550 5.1.1 <e•••••@olive.example>: unknown user"));
        }
    }

    @Test
    void anAddressThatIsFullTodayIsAskedAgain() throws Exception {
        try (var relay = plain(List.of(), Map.of("RCPT", "452 4.2.2 mailbox full"))) {
            assertThatThrownBy(() -> to(relay, Security.NONE, Optional.empty())
                            .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice))))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("452 4.2.2 mailbox full");
        }
    }

    @Test
    void aMessageThatIsNotLikedIsRefusedForGood() throws Exception {
        try (var relay = plain(List.of(), Map.of(".", "554 5.6.0 looks like spam"))) {
            assertThat(to(relay, Security.NONE, Optional.empty())
                            .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice))))
                    .isEqualTo(new Delivery.Fate.Refused("554 5.6.0 looks like spam"));
        }
    }

    @Test
    void aRelayThatWillNotHaveTheSenderIsAskedAgain() throws Exception {
        try (var relay = plain(List.of(), Map.of("MAIL", "550 5.7.1 not from you"))) {
            assertThatThrownBy(() -> to(relay, Security.NONE, Optional.empty())
                            .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice))))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("550 5.7.1 not from you");
        }
    }

    @Test
    void aFileOfCertificatesIsTrustedAndNothingElseIs() throws Exception {
        var relayed = context();
        var certificates = Files.writeString(folder.resolve("relay.pem"), pem());
        try (var relay = new ScriptedRelay(relayed.getServerSocketFactory(), List.of(), Map.of())) {
            var way = new Mail.Way.Smtp(
                    "localhost", relay.port(), Security.TLS, Optional.empty(), Optional.of(certificates));

            assertThat(new SmtpRelay(way, Optional.of(Trust.in(certificates)))
                            .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice))))
                    .isEqualTo(new Delivery.Fate.Sent());
        }
        assertThatThrownBy(() -> Trust.in(Files.writeString(folder.resolve("empty.pem"), "")))
                .isInstanceOf(GeneralSecurityException.class);
    }

    private static String pem() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("relay.p12"))) {
            store.load(in, STORE_PASSWORD);
        }
        var encoded = Base64.getMimeEncoder()
                .encodeToString(store.getCertificate("relay").getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n";
    }

    @Test
    void aRelayThatOffersNoStarttlsGetsNeitherPasswordNorMessage() throws Exception {
        try (var relay = plain(List.of("AUTH PLAIN LOGIN"), Map.of())) {
            var login = new Mail.Login("porter", Secret.of("of the relay"));

            assertThatThrownBy(() -> to(relay, Security.STARTTLS, Optional.of(login))
                            .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice))))
                    .isInstanceOf(Unavailable.class);
            assertThat(relay.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void aRelayWithACertificateNobodyTrustsGetsNothing() throws Exception {
        try (var relay = new ScriptedRelay(context().getServerSocketFactory(), List.of(), Map.of())) {
            assertThatThrownBy(() -> to(relay, Security.TLS, Optional.empty())
                            .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice))))
                    .isInstanceOf(Unavailable.class);
            assertThat(relay.heard()).isEmpty();
        }
    }

    @Test
    void overTlsThePasswordIsGiven() throws Exception {
        var context = context();
        var login = new Mail.Login("porter", Secret.of("of the relay"));
        try (var relay = new ScriptedRelay(context.getServerSocketFactory(), List.of("AUTH PLAIN"), Map.of())) {
            var way = new Mail.Way.Smtp("localhost", relay.port(), Security.TLS, Optional.of(login), Optional.empty());

            var fate = new SmtpRelay(way, Optional.of(context.getSocketFactory()))
                    .deliver(Envelope.of(notice), composer.compose(Envelope.of(notice)));

            assertThat(fate).isEqualTo(new Delivery.Fate.Sent());
            assertThat(relay.heard()).anyMatch(line -> line.startsWith("AUTH PLAIN"));
        }
    }

    private static ScriptedRelay plain(List<String> extensions, Map<String, String> answers) throws Exception {
        return new ScriptedRelay(ServerSocketFactory.getDefault(), extensions, answers);
    }

    private static SmtpRelay to(ScriptedRelay relay, Security security, Optional<Mail.Login> login) {
        return new SmtpRelay(
                new Mail.Way.Smtp("localhost", relay.port(), security, login, Optional.empty()), Optional.empty());
    }

    /// A context that shows, and trusts, a certificate for localhost which the JDK's own tool has just made.
    private SSLContext context() throws Exception {
        var file = folder.resolve("relay.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        // Made once for all tests here: it takes a second.
        var made = new ProcessBuilder(List.of(
                        tool.toString(),
                        "-genkeypair",
                        "-alias",
                        "relay",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(STORE_PASSWORD)))
                .redirectErrorStream(true);
        if (Files.notExists(file)) {
            var running = made.start();
            running.getInputStream().readAllBytes();
            assertThat(running.waitFor()).isZero();
        }
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, STORE_PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE_PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
