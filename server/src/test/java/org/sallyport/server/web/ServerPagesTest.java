package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.asking.AskingServer;
import org.sallyport.core.asking.Outcome;
import org.sallyport.core.asking.SeenServer;
import org.sallyport.core.asking.SeenServers;
import org.sallyport.core.caller.Source;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.PemFiles;

/// Connected servers as staff see them.
class ServerPagesTest {
    private static final String PATH = "/admin/servers";

    private final RunningWeb web = RunningWeb.start();

    @TempDir
    private Path folder;

    private Path certificate;
    private @Nullable Guest maria;

    @BeforeEach
    void listen() {
        certificate = folder.resolve("olive.pem");
        web.listenAt(Connected.everything(certificate));
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private void asks(String listener, String name, String address, Outcome outcome) {
        web.notes.answered(
                AskingServer.at(listener, name, Source.of(InetAddress.ofLiteral(address))),
                outcome,
                web.organisation.clock.instant());
    }

    private String page() {
        return maria().get(PATH).page();
    }

    private Browser maria() {
        var known = maria;
        if (known == null) {
            known = web.inside("maria", Role.ADMIN);
            maria = known;
        }
        return known.browser();
    }

    /// What is said of one server: its row.
    private static String row(String page, String of) {
        int from = page.indexOf(of);
        assertThat(from).as("%s on the page", of).isPositive();
        return page.substring(from, page.indexOf("</tr>", from))
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }

    @Test
    void whoAsksIsShownWithWhatCameOfIt() {
        asks("verify", "dovecot-1", "192.0.2.10", Outcome.ANSWERED);
        asks("verify", "dovecot-1", "192.0.2.10", Outcome.REFUSED);
        asks("verify", "dovecot-1", "192.0.2.10", Outcome.UNAVAILABLE);

        assertThat(row(page(), "dovecot-1")).contains("a token", "192.0.2.10", "3 questions , 1 refused , 1 put off");
    }

    @Test
    void aTokenThatNobodyUsesIsShown() {
        assertThat(row(page(), "proxy-1")).contains("a token", "Never", "No question");
    }

    @Test
    void aServerWithAWrongTokenIsShownWithItsAddress() {
        asks("verify", "", "203.0.113.7", Outcome.REFUSED);

        assertThat(page()).contains("Turned away", "Is one of them a server of yours?");
        assertThat(row(page(), "203.0.113.7")).endsWith(" 1 1 ");
    }

    @Test
    void whatAnotherNodeSawIsShown() {
        var at = web.organisation.clock.instant().minus(Duration.ofDays(3));
        put(new AskingServer("ldap", "wiki", "192.0.2.20"), at);

        assertThat(row(page(), "wiki"))
                .contains("a password", "192.0.2.20", "No question")
                .doesNotContain("Never");
    }

    @Test
    void aServerThatTheConfigurationNamedOnceSaysSo() {
        put(new AskingServer("verify", "old-1", "192.0.2.30"), web.organisation.clock.instant());

        assertThat(row(page(), "old-1")).contains("not in the configuration any more");
    }

    @Test
    void whatTheConfigurationSaysIsShownAndNoTokenIs() {
        assertThat(page())
                .contains("192.0.2.1:8081", "192.0.2.0/24", "127.0.0.1:8089", "127.0.0.1:8090", "127.0.0.1:389")
                .contains("http://127.0.0.1:8445", "postfix-1", "cloud", "an app password")
                .doesNotContain(Connected.TOKEN, Connected.PASSWORD, "the-key-of-doveadm");
    }

    @Test
    void whatIsOffIsNamed() {
        web.listenAt(Connected.nobody());

        assertThat(page())
                .contains("Nobody may ask here yet", "listeners.ldap", "listeners.dovecot", "listeners.postfix");
    }

    @ParameterizedTest
    @CsvSource({
        "22, false, until",
        "20, true, expires on",
        "0, true, has expired",
    })
    void aCertificateThatExpiresSoonIsWarnedOf(int days, boolean warned, String words) throws Exception {
        var ends = web.organisation.clock.instant().plus(Duration.ofDays(days));
        PemFiles.write(new CertificateFiles(certificate, folder.resolve("key.pem")), "id.olive.example", ends);
        var certificates = "The certificate of the listener";

        assertThat(page()).contains("id.olive.example");
        assertThat(maria().get("/admin/overview").page().contains(certificates)).isEqualTo(warned);
        if (warned) {
            assertThat(maria().get("/admin/overview").page()).contains(words, certificate.toString());
        }
    }

    @Test
    void aCertificateThatCannotBeReadIsWarnedOf() throws Exception {
        Files.writeString(certificate, "nothing of the kind");

        assertThat(page()).contains("The file cannot be read");
        assertThat(maria().get("/admin/overview").page())
                .contains("The certificate of the listener “verify” cannot be read");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"OWNER", "ADMIN", "AUDITOR", "HELP_DESK", "PERSON"})
    void ownersAdminsAndAuditorsSeeIt(Role role) {
        boolean may = List.of(Role.OWNER, Role.ADMIN, Role.AUDITOR).contains(role);
        var somebody = web.inside("somebody", role).browser();

        assertThat(somebody.get(PATH).status() == 200).isEqualTo(may);
        assertThat(somebody.get("/account").page().contains("dovecot-1")).isFalse();
    }

    @Test
    void markupInANameOrAnAddressStaysText() {
        put(new AskingServer("verify", "<script>alert(1)</script>", "\"><b>x"), web.organisation.clock.instant());

        assertThat(page()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert", "<b>x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void everythingHasWords(String language) {
        for (var listener : List.of("verify", "dovecot", "postfix", "ldap")) {
            asks(listener, "", "203.0.113.7", Outcome.REFUSED);
            asks(listener, "gone-1", "203.0.113.7", Outcome.UNAVAILABLE);
        }
        var guest = web.inside("maria", Role.ADMIN);
        web.speak(guest.account(), language);

        assertThat(guest.browser().get(PATH).page()).doesNotContain("servers.", "??");
    }

    private void put(AskingServer server, Instant at) {
        web.organisation.store.transact(books -> {
            SeenServers.in(books).seen(List.of(new SeenServer(server, at, at)));
            return true;
        });
    }
}
