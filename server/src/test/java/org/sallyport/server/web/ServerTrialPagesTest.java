package org.sallyport.server.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.server.web.ListeningPlaces.anywhere;
import static org.sallyport.server.web.ListeningPlaces.at;
import static org.sallyport.server.web.ListeningPlaces.nowhere;
import static org.sallyport.server.web.ListeningPlaces.settings;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.config.Listeners;
import org.sallyport.server.config.Listening;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.config.ServerRole;
import org.sallyport.server.config.Settings;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.PemFiles;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.dovecot.DovecotListener;
import org.sallyport.server.listener.dovecot.DovecotSettings;
import org.sallyport.server.listener.http.ConnectedServer;
import org.sallyport.server.listener.http.RouteSettings;
import org.sallyport.server.listener.http.VerifyListener;
import org.sallyport.server.listener.http.VerifySettings;
import org.sallyport.server.web.admin.server.Trial;

/// Listeners and Dovecot servers, tested from the page.
class ServerTrialPagesTest {
    private static final String PATH = "/admin/servers";
    private static final String WORKS = "Works: it was asked as a server asks";
    private static final Set<Trial.Result> OF_LISTENERS_ONLY =
            EnumSet.of(Trial.Result.NO_OBJECTION, Trial.Result.NEEDS_TLS, Trial.Result.NOBODY);
    private static final String KEY = "the-key-of-doveadm";

    private final RunningWeb web = RunningWeb.start();
    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws Exception {
        for (var one : open) {
            one.close();
        }
        web.close();
    }

    private SocketAddress verify(Place place, Optional<TlsSettings> tls) {
        var asking = new ConnectedServer("dovecot-1", Secret.of(Connected.TOKEN));
        var settings =
                new VerifySettings(settings("verify", place, tls, web.notes), List.of(asking), RouteSettings.DEFAULT);
        var listener = VerifyListener.open(
                settings, web.organisation.verifier, web.organisation.reports, web.organisation.clock);
        open.add(listener);
        return listener.addresses().getFirst();
    }

    private SocketAddress dovecot(Place place) {
        var settings = new DovecotSettings(
                settings("dovecot", place, Optional.empty(), web.notes), "postfix-1", OutageSign.BY_VERSION);
        var listener = DovecotListener.open(settings, web.organisation.verifier, web.organisation.clock);
        open.add(listener);
        return listener.addresses().getFirst();
    }

    private static Settings.Server server(String token, ServerRole role) {
        return new Settings.Server("dovecot-1", Secret.of(token), role);
    }

    /// What the page says of the installation.
    private void configured(Listening verify, List<Settings.Server> servers, Listening dovecot, URI doveadm) {
        web.listenAt(new Listeners(
                new Settings.Verify(
                        verify,
                        servers,
                        new Settings.Routes("Olive & Pine", List.of(), Map.of()),
                        List.of(new Settings.Doveadm("imap-1", doveadm, Secret.of(KEY), Settings.Kick.USER))),
                Optional.of(new Listeners.Dovecot(dovecot, "postfix-1", OutageSign.BY_VERSION, Optional.empty())),
                Optional.empty(),
                Optional.empty()));
    }

    private void configured(Listening verify, Listening dovecot) {
        configured(
                verify,
                List.of(server(Connected.TOKEN, ServerRole.ASKS)),
                dovecot,
                URI.create("http://127.0.0.1:8445"));
    }

    private Browser maria() {
        return inFront("maria", Role.ADMIN);
    }

    private Browser inFront(String name, Role role) {
        var browser = web.inside(name, role).browser();
        assertThat(browser.get(PATH).page()).contains("action=\"/admin/servers/test\"");
        return browser;
    }

    private static String tested(Browser browser, String field, String value) {
        var answer = browser.post(PATH + "/test", field, value);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page()).doesNotContain(Connected.TOKEN, KEY, "??");
        return answer.page();
    }

    @Test
    void listenersThatAnswerWorkAndNothingIsLeftBehind() {
        configured(at(verify(anywhere(TlsStart.NEVER), Optional.empty())), at(dovecot(anywhere(TlsStart.NEVER))));
        var maria = maria();
        web.organisation.notes.flush();
        long before = web.auditEntries();

        for (int i = 0; i < 20; i++) {
            assertThat(tested(maria, "listener", "verify")).contains(WORKS);
            assertThat(tested(maria, "listener", "dovecot")).contains(WORKS);
        }
        web.organisation.notes.flush();
        assertThat(web.auditEntries()).isEqualTo(before);
        assertThat(web.notes.all()).isEmpty();
    }

    @Test
    void aSocketInTheFileSystemIsTestedToo() {
        var verify = folder.resolve("verify");
        var dovecot = folder.resolve("auth");
        var mode = PosixFilePermissions.fromString("rw-------");
        verify(new Place.Unix(verify, mode, Optional.empty(), Optional.empty()), Optional.empty());
        dovecot(new Place.Unix(dovecot, mode, Optional.empty(), Optional.empty()));
        configured(at(verify), at(dovecot));
        var maria = maria();

        assertThat(tested(maria, "listener", "verify")).contains(WORKS);
        assertThat(tested(maria, "listener", "dovecot")).contains(WORKS);
    }

    @Test
    void behindTlsTheVeryCertificateHasToBeShown() throws Exception {
        var files = PemFiles.in(folder, "id.olive.example");
        var address = verify(
                anywhere(TlsStart.AT_ONCE),
                Optional.of(new TlsSettings(List.of(files), VerifySettings.APPLICATION_PROTOCOLS)));
        var dovecot = at(nowhere());
        configured(at(address, new Settings.Tls(files.certificate(), files.key())), dovecot);
        var maria = maria();
        assertThat(tested(maria, "listener", "verify")).contains(WORKS);

        var other = new CertificateFiles(folder.resolve("other.pem"), folder.resolve("other-key.pem"));
        PemFiles.write(other, "id.olive.example");
        configured(at(address, new Settings.Tls(other.certificate(), other.key())), dovecot);
        assertThat(tested(inFront("petros", Role.OWNER), "listener", "verify"))
                .contains("another certificate was shown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "dovecot"})
    void aListenerThatStoppedIsUnreachable(String listener) throws Exception {
        configured(at(nowhere()), at(nowhere()));

        assertThat(tested(maria(), "listener", listener))
                .contains("Nobody listens there")
                .doesNotContain(WORKS);
    }

    @Test
    void anotherTokenIsTurnedAway() throws Exception {
        var verify = at(verify(anywhere(TlsStart.NEVER), Optional.empty()));
        configured(
                verify,
                List.of(server("another" + Connected.TOKEN, ServerRole.ASKS)),
                at(nowhere()),
                URI.create("http://127.0.0.1:8445"));

        var page = web.inside("maria", Role.ADMIN).browser();
        page.get(PATH);
        var answer = page.post(PATH + "/test", "listener", "verify").page();
        assertThat(answer).contains("The token was turned away").doesNotContain("another" + Connected.TOKEN);
    }

    @Test
    void whereNobodyMayAskNothingIsTested() throws Exception {
        configured(
                at(nowhere()),
                List.of(server(Connected.TOKEN, ServerRole.REPORTS)),
                at(nowhere()),
                URI.create("http://127.0.0.1:8445"));

        assertThat(tested(maria(), "listener", "verify")).contains("names no server that may ask");
    }

    @Test
    void aProgramThatSpeaksSomethingElseIsFound() throws Exception {
        var mail = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(mail);
        Thread.ofVirtual().start(() -> {
            try (var caller = mail.accept()) {
                caller.getOutputStream().write("220 mail.olive.example ESMTP\r\n".getBytes(US_ASCII));
                caller.getInputStream().readAllBytes();
            } catch (IOException closed) {
                // The test is over.
            }
        });
        configured(at(speaking(404, "no such thing")), at(mail.getLocalSocketAddress()));
        var maria = maria();

        assertThat(tested(maria, "listener", "verify")).contains("but not as this listener would");
        assertThat(tested(maria, "listener", "dovecot")).contains("but not as this listener would");
    }

    @Test
    void oneTestRunsAtATimeAndAClosedConnectionIsNoAnswer() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(30_000);
            configured(at(nowhere()), at(silent.getLocalSocketAddress()));
            var maria = maria();
            var petros = web.inside("petros", Role.OWNER).browser();
            petros.get(PATH);
            var first = CompletableFuture.supplyAsync(() -> tested(maria, "listener", "dovecot"));
            try (var _ = silent.accept()) {
                assertThat(tested(petros, "listener", "verify")).contains("another test is under way");
            }
            assertThat(first.join()).contains("closed before an answer came");
        }
    }

    @Test
    void whoeverSaysNothingIsNotWaitedForLong() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(30_000);
            configured(at(nowhere()), at(silent.getLocalSocketAddress()));

            assertThat(tested(maria(), "listener", "dovecot")).contains("No answer within 3 seconds");
        }
    }

    @Test
    void aDovecotIsAskedForItsCommandsWithItsKey() throws Exception {
        var listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        open.add(() -> listener.stop(0));
        var asked = new ArrayList<String>();
        listener.createContext("/doveadm/v1", exchange -> {
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "\n[{\"command\":\"who\",\"parameters\":[]}]".getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        listener.start();
        told(listener.getAddress());

        assertThat(tested(maria(), "doveadm", "imap-1")).contains("it takes the key and lists its commands");
        assertThat(asked).containsExactly("GET X-Dovecot-API dGhlLWtleS1vZi1kb3ZlYWRt");
    }

    @Test
    void whatADovecotDoesOtherwiseIsSaid() throws Exception {
        told(speaking(401, ""));
        assertThat(tested(maria(), "doveadm", "imap-1")).contains("The key was turned away");

        told(speaking(200, "<html>"));
        assertThat(tested(browserOf("petros"), "doveadm", "imap-1")).contains("but no doveadm");

        told(nowhere());
        assertThat(tested(browserOf("eleni"), "doveadm", "imap-1")).contains("Nobody listens there");
    }

    private Browser browserOf(String owner) {
        var browser = web.inside(owner, Role.OWNER).browser();
        browser.get(PATH);
        return browser;
    }

    private void told(SocketAddress address) throws IOException {
        configured(
                at(nowhere()),
                List.of(),
                at(nowhere()),
                URI.create("http://127.0.0.1:" + ((InetSocketAddress) address).getPort()));
    }

    private SocketAddress speaking(int status, String body) throws IOException {
        var listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        open.add(() -> listener.stop(0));
        listener.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(US_ASCII));
            exchange.close();
        });
        listener.start();
        return listener.getAddress();
    }

    @Test
    void whatIsNotThereCannotBeTested() throws Exception {
        configured(at(nowhere()), at(nowhere()));
        var maria = maria();

        assertThat(maria.post(PATH + "/test", "listener", "ldap").status()).isEqualTo(404);
        assertThat(maria.post(PATH + "/test", "doveadm", "imap-2").status()).isEqualTo(404);
    }

    @Test
    void auditorsSeeThePageAndTestNothing() throws Exception {
        configured(at(nowhere()), at(nowhere()));
        var petros = web.inside("petros", Role.AUDITOR).browser();

        assertThat(petros.get(PATH).page()).contains("127.0.0.1").doesNotContain("/admin/servers/test");
        assertThat(petros.post(PATH + "/test", "listener", "verify").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_el"})
    void everyResultHasWords(String language) throws Exception {
        var words = new Properties();
        try (var file = Files.newBufferedReader(
                Path.of("src/main/resources/messages/admin-servers" + language + ".properties"))) {
            words.load(file);
        }
        for (var result : Trial.Result.values()) {
            var code = result.name().toLowerCase(Locale.ROOT);
            assertThat(words).containsKey("servers.test." + code);
            if (!OF_LISTENERS_ONLY.contains(result)) {
                assertThat(words).containsKey("servers.test.doveadm." + code);
            }
        }
    }
}
